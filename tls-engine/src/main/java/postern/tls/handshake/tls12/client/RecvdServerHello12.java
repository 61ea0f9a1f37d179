package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.message.EcPointFormats;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.Randoms;
import postern.tls.schedule.Transcript;

/// A ServerHello that chooses TLS 1.2 is here; it is looked at. No message is awaited.
///
/// @param encoding the hello as it came
public record RecvdServerHello12(ClientSettings settings, Offer offer, ServerHello hello, Bytes encoding) {
    /// To WaitCertificate: with our suites a server always has one.
    public Step proceed() {
        requireNoDowngrade();
        requireNewSession();
        requireNoCompression();
        var suite = offer.chosenSuite(hello.cipherSuite(), ProtocolVersion.TLS12);
        offer.requireSolicited(hello.extensions());
        requireRenegotiationInfo();
        requireUncompressedPoints();

        // The shares in our hello were for TLS 1.3.
        offer.wipe();
        var handshake = new Handshake(settings, offer, agreed(suite));
        var next = new WaitCertificate(handshake, Transcript.of(suite.hash(), offer.encoding(), encoding));
        var effects = new ArrayList<Effect>();
        effects.add(new Learn(new Fact.Version(ProtocolVersion.TLS12)));
        effects.add(new Learn(new Fact.Suite(suite)));
        offer.chosenProtocol(hello.extensions())
                .map(name -> new Learn(new Fact.ApplicationProtocol(name)))
                .ifPresent(effects::add);
        return new Step(next, effects);
    }

    private Agreed agreed(CipherSuite suite) {
        var binding =
                hello.extensions().find(ExtendedMasterSecret.class).isPresent() ? Binding.HANDSHAKE : Binding.RANDOMS;
        return new Agreed(CipherSpec.of(suite), new Randoms(offer.hello().random(), hello.random()), binding);
    }

    /// A server that could do TLS 1.3 says so in its random. If we offered it, somebody has cut it out of our
    /// hello (RFC 9846 §4.2.3).
    private void requireNoDowngrade() {
        var versions = settings.preferences().versions();
        if (versions.contains(ProtocolVersion.TLS13)
                && hello.downgradeSentinel().isPresent()) {
            throw new TlsException(Violation.DOWNGRADE);
        }
    }

    /// Our session id was made up, to look like TLS 1.2 (RFC 9846 §E.4). A server that repeats it resumes a
    /// session that never was.
    private void requireNewSession() {
        var sessionId = hello.legacySessionIdEcho();
        if (!sessionId.isEmpty() && sessionId.equals(offer.hello().legacySessionId())) {
            throw new TlsException(Violation.RESUMPTION_NOT_OFFERED, sessionId.toHex());
        }
    }

    private void requireNoCompression() {
        if (hello.legacyCompressionMethod() != 0) {
            throw new TlsException(Violation.COMPRESSION_CHOSEN, "method " + hello.legacyCompressionMethod());
        }
    }

    /// A server without RFC 5746 may be made to take our handshake for the second one of somebody else. We
    /// cannot see that, so we do not talk to such a server (RFC 9325 §3.5). In a first handshake the extension
    /// is empty (RFC 5746 §3.4).
    private void requireRenegotiationInfo() {
        var info = hello.extensions()
                .find(RenegotiationInfo.class)
                .orElseThrow(() -> new TlsException(Violation.RENEGOTIATION_INFO_MISSING));
        if (!info.renegotiatedConnection().isEmpty()) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_WRONG, "in the ServerHello");
        }
    }

    /// A server that says which points it reads must read the kind that everybody does (RFC 8422 §5.2).
    private void requireUncompressedPoints() {
        hello.extensions()
                .find(EcPointFormats.class)
                .filter(points -> !points.formats().contains(EcPointFormats.UNCOMPRESSED))
                .ifPresent(points -> {
                    throw new TlsException(Violation.POINT_FORMATS, "in the ServerHello: " + points.formats());
                });
    }
}
