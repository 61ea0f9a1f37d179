package postern.smtp.config;

import java.util.List;

/// Whose ways are followed where Exim's depend on the library it was built with: the language of
/// `tls_require_ciphers`, the form of distinguished names, the names of ciphers, defaults, and what happens when a
/// certificate does not verify. Chosen by the option `tls_dialect`.
public enum Dialect {
    /// As Exim with OpenSSL.
    OPENSSL("openssl", "_HAVE_OPENSSL"),
    /// As Exim with GnuTLS.
    GNUTLS("gnutls", "_HAVE_GNUTLS");

    private final String word;
    private final String macro;

    Dialect(String word, String macro) {
        this.word = word;
        this.macro = macro;
    }

    /// The value of `tls_dialect`.
    public String word() {
        return word;
    }

    /// The built-in macro that is defined in this dialect.
    String macro() {
        return macro;
    }

    /// The dialect of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Dialect of(String word) {
        return List.of(values()).stream()
                .filter(dialect -> dialect.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is neither openssl nor gnutls"));
    }
}
