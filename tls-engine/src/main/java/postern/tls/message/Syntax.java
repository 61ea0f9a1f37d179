package postern.tls.message;

import java.util.Optional;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.ProtocolVersion;

/// What has to be known to read a message: up to TLS 1.2 the key exchange messages have another form for each
/// kind of key exchange, and the signatures for each version.
///
/// @param suite what was negotiated; before that, and where it does not matter, empty
public record Syntax(ProtocolVersion version, Optional<CipherSuite> suite) {
    /// Of a version, with key exchange by ECDHE.
    public static Syntax of(ProtocolVersion version) {
        return new Syntax(version, Optional.empty());
    }

    Kx kx() {
        return suite.map(CipherSuite::kx).orElse(Kx.ECDHE);
    }

    /// Whether the server signs its ephemeral key: not if nobody is authenticated, or both by a pre-shared key.
    boolean isSigned() {
        return suite.map(each -> each.auth() == Auth.RSA || each.auth() == Auth.ECDSA)
                        .orElse(true)
                && !kx().isPreShared();
    }
}
