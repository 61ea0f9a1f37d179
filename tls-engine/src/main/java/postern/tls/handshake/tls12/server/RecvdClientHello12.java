package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.RenegotiationInfo;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.GnuTlsFlag;

/// A hello that agrees to TLS 1.2 or older is here; the parameters are selected. No message is awaited.
///
/// @param encoding the hello as it came
/// @param version what was agreed
public record RecvdClientHello12(ServerSettings settings, ClientHello hello, Bytes encoding, ProtocolVersion version) {
    /// To WaitClientKeyExchange, with our whole flight on the way.
    public Step proceed() {
        requireNullCompression();
        requireFirstHandshake();
        requireRenegotiationInfo();
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

    /// Where a policy wants nobody without RFC 5746.
    private void requireRenegotiationInfo() {
        boolean wanted = settings.preferences().terms().has(GnuTlsFlag.SAFE_RENEGOTIATION);
        if (wanted && !knowsRenegotiationInfo()) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_MISSING, "the policy demands it");
        }
    }

    /// A client says so by the extension or, for the sake of servers that choke on extensions, by a number
    /// among its suites (RFC 5746 §3.6).
    boolean knowsRenegotiationInfo() {
        return hello.extensions().has(ExtensionType.RENEGOTIATION_INFO)
                || hello.cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
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
