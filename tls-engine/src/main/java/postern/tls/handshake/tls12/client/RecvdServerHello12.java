package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.OfferedSession;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.handshake.tls12.Conclusion;
import postern.tls.handshake.tls12.Ending;
import postern.tls.handshake.tls12.OurFinished;
import postern.tls.message.EcPointFormats;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.Kx;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.Terms;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Randoms;
import postern.tls.schedule.Transcript;
import postern.tls.session.Session12;

/// A ServerHello that chooses TLS 1.2 or older is here; it is looked at. No message is awaited.
///
/// @param encoding the hello as it came
/// @param version what the server chose
public record RecvdServerHello12(
        ClientSettings settings, Offer offer, ServerHello hello, Bytes encoding, ProtocolVersion version) {
    /// The answer to the first hello of a connection.
    public Step proceed() {
        return proceed(Optional.empty(), Optional.empty());
    }

    /// The answer to a hello inside a connection.
    ///
    /// @param before how the handshake before ended
    Step following(Again again, Ending before) {
        return proceed(Optional.of(again), Optional.of(before));
    }

    /// To WaitCertificate, or to WaitServerKeyExchange if the server is anonymous, or behind both if a session
    /// is resumed.
    private Step proceed(Optional<Again> again, Optional<Ending> before) {
        requireNoDowngrade();
        requireNoCompression();
        var suite = offer.chosenSuite(hello.cipherSuite(), version);
        requireSolicited();
        requireRenegotiationInfo(before);
        requireUncompressedPoints();

        var handshake = new Handshake(settings, offer, agreed(suite), hello, again, List.of());
        requireKnownSession(handshake);
        var transcript =
                handshake.agreed().spec().transcript().with(offer.encoding()).with(encoding);
        var effects = new ArrayList<Effect>();
        effects.add(new Learn(new Fact.Version(version)));
        effects.add(new Learn(new Fact.Suite(suite)));
        RecordLimits.learned(hello.extensions(), settings.preferences(), version)
                .ifPresent(effects::add);
        offer.chosenProtocol(hello.extensions())
                .map(name -> new Learn(new Fact.ApplicationProtocol(name)))
                .ifPresent(effects::add);
        var step = handshake.resumed().isPresent()
                ? resume(handshake, transcript, effects)
                : new Step(next(handshake, transcript), effects);
        // The shares in our hello were for TLS 1.3, and the session is used or of no use.
        offer.wipe();
        return step;
    }

    /// An abbreviated handshake: the keys come from the session, and the server proves by its Finished that it
    /// has it (RFC 5246 §7.3).
    private Step resume(Handshake handshake, Transcript transcript, List<Effect> effects) {
        var session = handshake.resumed().orElseThrow();
        var agreed = handshake.agreed();
        requireSameAgreement(session, agreed);
        var master = MasterSecret.resumed(agreed.spec(), session.masterSecret());
        var keys = master.keyBlock(agreed.randoms());
        var same = handshake.with(session.peer().certificates());
        var keyed = new Keyed(same, master, keys.server(), new OurFinished.Due(keys.client()));
        effects.add(new Learn(new Fact.Resumed()));
        offer.older()
                .flatMap(OfferedSession::server)
                .map(server -> new Learn(new Fact.Peer(server)))
                .ifPresent(effects::add);
        effects.add(new LogSecret(master, agreed.randoms().client()));
        return new Step(
                handshake.ticketPromised()
                        ? new WaitNewSessionTicket(keyed, transcript)
                        : new WaitChangeCipherSpec(keyed, transcript),
                effects);
    }

    /// A session is resumed as it was (RFC 5246 §7.4.1.3), and only if it stays bound to its handshake (RFC
    /// 7627 §5.3).
    private static void requireSameAgreement(Session12 session, Agreed agreed) {
        if (session.version() != agreed.version() || session.suite() != agreed.suite()) {
            throw new TlsException(
                    Violation.RESUMPTION_CHANGED,
                    "from " + session.version() + " " + session.suite() + " to " + agreed.version() + " "
                            + agreed.suite());
        }
        if (!Conclusion.isBound(agreed)) {
            throw new TlsException(Violation.RESUMPTION_UNBOUND, "by the ServerHello");
        }
    }

    private static State next(Handshake handshake, Transcript transcript) {
        var suite = handshake.agreed().suite();
        if (suite.kx() == Kx.PSK) {
            return new WaitIdentityHint(handshake, Optional.empty(), transcript);
        }
        return switch (suite.auth()) {
            case NONE, PSK -> new WaitServerKeyExchange(handshake, Optional.empty(), transcript);
            default -> new WaitCertificate(handshake, transcript);
        };
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

    /// A session id may be made up, to look like TLS 1.2 (RFC 9846 §E.4). A server that repeats such a one
    /// resumes a session that never was.
    private void requireKnownSession(Handshake handshake) {
        var sessionId = hello.legacySessionIdEcho();
        boolean echoed = !sessionId.isEmpty() && sessionId.equals(offer.hello().legacySessionId());
        if (echoed && handshake.resumed().isEmpty()) {
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
    /// is empty (RFC 5746 §3.4), in another it names the one before (§3.5).
    private void requireRenegotiationInfo(Optional<Ending> before) {
        var info = hello.extensions().find(RenegotiationInfo.class);
        if (info.isEmpty() && (before.isPresent() || !isRenegotiationInfoOptional())) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_MISSING);
        }
        var expected = before.map(ending -> ending.clientData().concat(ending.serverData()))
                .orElse(Bytes.EMPTY);
        if (info.isPresent() && !info.get().renegotiatedConnection().equals(expected)) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_WRONG, "in the ServerHello");
        }
    }

    /// We never renegotiate with a peer that does not know RFC 5746, so all that these keywords can allow is the
    /// first handshake.
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
