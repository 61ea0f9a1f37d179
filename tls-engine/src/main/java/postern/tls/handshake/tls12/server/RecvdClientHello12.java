package postern.tls.handshake.tls12.server;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Agreement;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.Proof;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Signing;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.SupportedGroups;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// A hello that agrees to TLS 1.2 is here; the parameters are selected. No message is awaited.
///
/// @param encoding the hello as it came
public record RecvdClientHello12(ServerSettings settings, ClientHello hello, Bytes encoding) {
    /// To WaitClientKeyExchange, with our whole flight on the way.
    public Step proceed() {
        requireNullCompression();
        requireFirstHandshake();
        requireUncompressedPoints();
        var group = Negotiation.group(hello, settings.preferences().groups());
        var proof = Negotiation.proof(hello, settings, ProtocolVersion.TLS12, this::isUsable);
        var suite = Negotiation.suite(hello, suitesOf(proof.chosen()));
        var protocol = Negotiation.applicationProtocol(hello, settings.applicationProtocols());
        return new Negotiated(this, new Agreement(suite, group, proof, protocol)).proceed();
    }

    /// The suite decides about the kind of key in TLS 1.2, so a certificate is of use only with a suite for it
    /// that the client offers.
    private boolean isUsable(Proof proof) {
        return isOnCurveOfClient(proof.credential().publicKey())
                && suitesOf(proof).stream()
                        .anyMatch(suite -> hello.cipherSuites().contains(suite.code()));
    }

    private List<CipherSuite> suitesOf(Proof proof) {
        var kind = Signing.auth(proof.credential().publicKey());
        return settings.preferences().suites(ProtocolVersion.TLS12).stream()
                .filter(suite -> suite.auth() == kind)
                .toList();
    }

    /// In TLS 1.2 the client's groups are also the curves on which it verifies (RFC 8422 §5.1.1).
    private boolean isOnCurveOfClient(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _, PublicKey.Edwards _ -> true;
            case PublicKey.Ec ec ->
                hello.extensions()
                        .find(SupportedGroups.class)
                        .flatMap(list -> Signing.group(ec.curve())
                                .filter(group -> list.groups().contains(group.code())))
                        .isPresent();
        };
    }

    private void requireNullCompression() {
        var methods = hello.legacyCompressionMethods();
        boolean offersNull = false;
        for (int i = 0; i < methods.length(); i++) {
            offersNull |= methods.at(i) == 0;
        }
        if (!offersNull) {
            throw new TlsException(Violation.COMPRESSION_NULL_MISSING, "methods " + methods.toHex());
        }
    }

    /// In a first handshake there is no earlier one to name (RFC 5746 §3.6).
    private void requireFirstHandshake() {
        hello.extensions()
                .find(RenegotiationInfo.class)
                .filter(info -> !info.renegotiatedConnection().isEmpty())
                .ifPresent(info -> {
                    throw new TlsException(Violation.RENEGOTIATION_INFO_WRONG, "in the ClientHello");
                });
    }

    /// A client that says which points it reads must read the kind that everybody does (RFC 8422 §5.1.2).
    private void requireUncompressedPoints() {
        hello.extensions()
                .find(EcPointFormats.class)
                .filter(points -> !points.formats().contains(EcPointFormats.UNCOMPRESSED))
                .ifPresent(points -> {
                    throw new TlsException(Violation.POINT_FORMATS, "in the ClientHello: " + points.formats());
                });
    }
}
