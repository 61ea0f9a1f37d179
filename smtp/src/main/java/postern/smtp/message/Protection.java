package postern.smtp.message;

import java.util.Optional;

/// The TLS session under an SMTP session, in the words of log lines and headers.
///
/// @param version as `TLS1.3`
/// @param cipher as OpenSSL names it
/// @param bits of the cipher's key
/// @param serverName the name the client asked for, if it did
public record Protection(String version, String cipher, int bits, Optional<String> serverName) {
    /// `TLS1.3:TLS_AES_256_GCM_SHA384:256`, the form of Exim's `X=` and `$tls_in_cipher`.
    @Override
    public String toString() {
        return version + ":" + cipher + ":" + bits;
    }
}
