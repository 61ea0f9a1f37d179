package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.message.EcPointFormats;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.Terms;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.Randoms;
import postern.tls.schedule.Transcript;

/// A ServerHello that chooses TLS 1.2 or older is here; it is looked at. No message is awaited.
///
/// @param encoding the hello as it came
/// @param version what the server chose
public record RecvdServerHello12(
        ClientSettings settings, Offer offer, ServerHello hello, Bytes encoding, ProtocolVersion version) {
    /// To WaitCertificate, or to WaitServerKeyExchange if the server is anonymous.
    public Step proceed() {
        requireNoDowngrade();
        requireNewSession();
        requireNoCompression();
        var suite = offer.chosenSuite(hello.cipherSuite(), version);
        requireSolicited();
        requireRenegotiationInfo();
        requireUncompressedPoints();

        // The shares in our hello were for TLS 1.3.
        offer.wipe();
        var handshake = new Handshake(settings, offer, agreed(suite), hello);
        var transcript =
                handshake.agreed().spec().transcript().with(offer.encoding()).with(encoding);
        var effects = new ArrayList<Effect>();
        effects.add(new Learn(new Fact.Version(version)));
        effects.add(new Learn(new Fact.Suite(suite)));
        offer.chosenProtocol(hello.extensions())
                .map(name -> new Learn(new Fact.ApplicationProtocol(name)))
                .ifPresent(effects::add);
        return new Step(next(handshake, transcript), effects);
    }

    private static State next(Handshake handshake, Transcript transcript) {
        return handshake.agreed().suite().auth() == Auth.NONE
                ? new WaitServerKeyExchange(handshake, Optional.empty(), transcript)
                : new WaitCertificate(handshake, transcript);
    }

    private Agreed agreed(CipherSuite suite) {
        var binding =
                hello.extensions().find(ExtendedMasterSecret.class).isPresent() ? Binding.HANDSHAKE : Binding.RANDOMS;
        var randoms = new Randoms(offer.hello().random(), hello.random());
        return new Agreed(new CipherSpec(version, suite, order(suite)), randoms, binding);
    }

    /// A server may choose it for block ciphers alone (RFC 7366 §3).
    private MacOrder order(CipherSuite suite) {
        if (hello.extensions().find(EncryptThenMac.class).isEmpty()) {
            if (suite.bulk().isCbc() && terms().has(GnuTlsFlag.FORCE_ETM)) {
                throw new TlsException(Violation.ENCRYPT_THEN_MAC_MISSING, suite.ianaName());
            }
            return MacOrder.MAC_THEN_ENCRYPT;
        }
        if (!suite.bulk().isCbc()) {
            throw new TlsException(Violation.ENCRYPT_THEN_MAC_UNFIT, suite.ianaName());
        }
        return MacOrder.ENCRYPT_THEN_MAC;
    }

    /// A server that could do better says so in its random. If we offered better, somebody has cut it out of our
    /// hello (RFC 9846 §4.2.3).
    private void requireNoDowngrade() {
        var newest = settings.preferences().versions().getFirst();
        boolean suspect = newest == ProtocolVersion.TLS13
                ? hello.downgradeSentinel().isPresent()
                : newest == ProtocolVersion.TLS12
                        && version != newest
                        && hello.downgradeSentinel().equals(Optional.of(ServerHello.DOWNGRADE_TO_TLS11));
        if (suspect) {
            throw new TlsException(Violation.DOWNGRADE, "to " + version);
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
        var info = hello.extensions().find(RenegotiationInfo.class);
        if (info.isEmpty() && !isRenegotiationInfoOptional()) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_MISSING);
        }
        if (info.isPresent() && !info.get().renegotiatedConnection().isEmpty()) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_WRONG, "in the ServerHello");
        }
    }

    /// We never renegotiate, so all that these keywords can allow is the first handshake.
    private boolean isRenegotiationInfoOptional() {
        return terms().has(GnuTlsFlag.PARTIAL_RENEGOTIATION)
                || terms().has(GnuTlsFlag.UNSAFE_RENEGOTIATION)
                || terms().has(GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION);
    }

    private Terms terms() {
        return settings.preferences().terms();
    }

    /// A client may also say among its suites that it knows RFC 5746 (§3.3).
    private void requireSolicited() {
        if (offer.hello().cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV)) {
            offer.requireSolicited(hello.extensions(), ExtensionType.RENEGOTIATION_INFO);
        } else {
            offer.requireSolicited(hello.extensions());
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
