package postern.tls.handshake.tls13;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.PeerChain;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.ClientHello;
import postern.tls.message.Extensions;
import postern.tls.message.StapledStatus;
import postern.tls.param.ExtensionType;

/// What may stand in the peer's Certificate message, whichever end it is (RFC 9846 §4.5.1).
public final class PeerCertificates {
    private PeerCertificates() {}

    /// The server's chain.
    ///
    /// @param hello what we sent: the server may answer its extensions beside its certificates
    /// @throws TlsException if it is empty, or the message holds what was not asked for
    public static PeerChain ofServer(CertificateMessage13 message, ClientHello hello) {
        requireNothingElse(message, Bytes.EMPTY, hello.extensions());
        return PeerChain.ofServer(message.certificates());
    }

    /// The client's chain, empty if it has none to show.
    ///
    /// @param context of the request that the message answers
    /// @throws TlsException if the message answers another request, or holds what was not asked for
    public static PeerChain ofClient(CertificateMessage13 message, Bytes context) {
        requireNothingElse(message, context, Extensions.of());
        return PeerChain.ofClient(message.certificates());
    }

    /// The OCSP responses beside the certificates, empty where there is none.
    public static List<Bytes> stapled(CertificateMessage13 message) {
        return message.entries().stream()
                .map(entry -> entry.extensions()
                        .find(StapledStatus.class)
                        .map(StapledStatus::response)
                        .orElse(Bytes.EMPTY))
                .toList();
    }

    /// The context is the request's, and extensions answer extensions (RFC 9846 §4.5.1).
    private static void requireNothingElse(CertificateMessage13 message, Bytes context, Extensions asked) {
        if (!message.context().equals(context)) {
            throw new TlsException(Violation.CERTIFICATE_CONTEXT, "in the peer's Certificate");
        }
        message.entries().stream()
                .flatMap(entry -> entry.extensions().list().stream())
                .filter(extension -> !asked.has(extension.code()))
                .findFirst()
                .ifPresent(extension -> {
                    throw new TlsException(
                            Violation.EXTENSION_UNSOLICITED,
                            ExtensionType.describe(extension.code()) + " beside a certificate");
                });
    }
}
