package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.RenegotiationInfo;
import postern.tls.param.ProtocolVersion;

/// A hello that agrees to TLS 1.2 or older is here; the parameters are selected. No message is awaited.
///
/// @param encoding the hello as it came
/// @param version what was agreed
public record RecvdClientHello12(ServerSettings settings, ClientHello hello, Bytes encoding, ProtocolVersion version) {
    /// To WaitClientKeyExchange, with our whole flight on the way.
    public Step proceed() {
        requireNullCompression();
        requireFirstHandshake();
        requireUncompressedPoints();
        return new Negotiated(this, new Negotiation12(settings, hello, version).agree()).proceed();
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
