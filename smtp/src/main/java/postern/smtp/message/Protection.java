package postern.smtp.message;

import java.util.Optional;

/// The TLS session under an SMTP session, in the words of log lines and headers.
///
/// @param version as `TLS1.3`
/// @param cipher as OpenSSL names it, or GnuTLS in its dialect
/// @param bits of the cipher's key
/// @param serverName the name the client asked for, if it did
/// @param proofs who proved what
public record Protection(String version, String cipher, int bits, Optional<String> serverName, Proofs proofs) {
    /// A session of which only these four are known.
    public Protection(String version, String cipher, int bits, Optional<String> serverName) {
        this(version, cipher, bits, serverName, Proofs.NONE);
    }

    /// `TLS1.3:TLS_AES_256_GCM_SHA384:256`, the form of Exim's `X=` and `$tls_in_cipher`.
    @Override
    public String toString() {
        return version + ":" + cipher + ":" + bits;
    }
}
