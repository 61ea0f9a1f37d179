package postern.smtp.daemon;

import java.util.Optional;
import postern.smtp.config.Dialect;
import postern.smtp.message.Proofs;
import postern.smtp.message.Proofs.Check;
import postern.smtp.message.Proofs.Start;
import postern.smtp.message.Protection;
import postern.tls.TlsSession;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.NameStyle;
import postern.tls.policy.LoggedCipher;

/// What a TLS session is called in a dialect.
final class SessionProtection {
    private final Dialect dialect;
    private final Check unverified;

    /// @param unverified what it is called if no certificate was verified
    SessionProtection(Dialect dialect, Check unverified) {
        this.dialect = dialect;
        this.unverified = unverified;
    }

    /// The session in the dialect's words.
    Protection of(TlsSession session) {
        var logged = logged(session).split(":", 3);
        return new Protection(logged[0], logged[1], Integer.parseInt(logged[2]), session.serverName(), proofs(session));
    }

    private String logged(TlsSession session) {
        if (dialect == Dialect.OPENSSL) {
            return LoggedCipher.openSsl(session.version(), session.cipherSuite());
        }
        // GnuTLS calls a group by its name only if it was negotiated as such.
        Optional<NamedGroup> group = session.group();
        var scheme = session.version().atLeast(ProtocolVersion.TLS12)
                ? session.signatureScheme()
                : Optional.<postern.tls.param.SignatureScheme>empty();
        return new LoggedCipher(session.version(), session.cipherSuite(), group, 0, scheme).gnuTls();
    }

    private Proofs proofs(TlsSession session) {
        var peer = session.peerCertificates().stream().findFirst();
        return new Proofs(
                session.cipherSuite().ianaName(),
                session.credential().map(Credential::leaf),
                peer,
                peer.map(this::name).orElse(""),
                session.isPeerVerified() ? Check.VERIFIED : unverified,
                session.isResumed() ? Start.RESUMED : Start.FULL);
    }

    private String name(Certificate certificate) {
        return certificate.subject().print(dialect == Dialect.OPENSSL ? NameStyle.OPENSSL : NameStyle.GNUTLS_FORWARD);
    }
}
