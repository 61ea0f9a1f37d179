package postern.tls.handshake.tls13.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.EndEarlyData;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.OfferedTicket;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.client.RecvdServerHello12;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.HandshakeKeys;
import postern.tls.kx.KeyShare;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.KeyShareServerHello;
import postern.tls.message.SelectedPreSharedKey;
import postern.tls.message.SelectedVersion;
import postern.tls.message.ServerHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.EarlySecret;
import postern.tls.schedule.Transcript;
import postern.tls.session.EarlyDataOutcome;

/// WAIT_SH (RFC 9846 §A.1): the hello is out. The answer is a ServerHello, or a HelloRetryRequest, or the
/// ServerHello of a server that speaks TLS 1.2.
///
/// @param retry what the server asked for, if this is the second time round
public record WaitServerHello(ClientSettings settings, Offer offer, Optional<Retry> retry) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ServerHello hello)) {
            throw unexpected(message);
        }
        var version = version(hello);
        if (version != ProtocolVersion.TLS13) {
            refuseAfterEarlyData();
            return new RecvdServerHello12(settings, offer, hello, encoding, version).proceed();
        }
        requireEcho(hello);
        var suite = offer.chosenSuite(hello.cipherSuite(), ProtocolVersion.TLS13);
        return hello.isHelloRetryRequest() ? again(hello, suite, encoding) : proceed(hello, suite, encoding);
    }

    /// The version decides what the rest means, so it is looked at first (RFC 9846 §4.3.1).
    private ProtocolVersion version(ServerHello hello) {
        var inExtension = hello.extensions().find(SelectedVersion.class);
        int code = hello.selectedVersion();
        var version = ProtocolVersion.ofCode(code).filter(settings.preferences().versions()::contains);
        if (inExtension.isPresent() && code < ProtocolVersion.TLS13.code()) {
            throw new TlsException(Violation.VERSION_NOT_OFFERED, "supported_versions says %04x".formatted(code));
        }
        if (inExtension.isEmpty() && (hello.isHelloRetryRequest() || code >= ProtocolVersion.TLS13.code())) {
            throw new TlsException(Violation.MISSING_SUPPORTED_VERSIONS);
        }
        if (retry.isPresent() && inExtension.isEmpty()) {
            throw new TlsException(Violation.RETRY_CHANGED, "to version %04x".formatted(code));
        }
        return version.orElseThrow(() -> new TlsException(
                inExtension.isPresent() ? Violation.VERSION_NOT_OFFERED : Violation.UNSUPPORTED_VERSION,
                "the server chose %04x, we offered ".formatted(code)
                        + settings.preferences().versions()));
    }

    /// Whoever gave a ticket of TLS 1.3 speaks it, and our data is already under way (RFC 9846 §E.3).
    private void refuseAfterEarlyData() {
        if (offer.offersEarlyData()) {
            throw new TlsException(Violation.EARLY_DATA_VERSION);
        }
    }

    /// The fields that only look like TLS 1.2 (RFC 9846 §4.2.3).
    private void requireEcho(ServerHello hello) {
        if (hello.legacyVersion() != ProtocolVersion.TLS12.code()) {
            throw new TlsException(Violation.LEGACY_VERSION, "legacy_version is %04x".formatted(hello.legacyVersion()));
        }
        if (!hello.legacySessionIdEcho().equals(offer.hello().legacySessionId())) {
            throw new TlsException(
                    Violation.SESSION_ID_ECHO, hello.legacySessionIdEcho().toHex());
        }
        if (hello.legacyCompressionMethod() != 0) {
            throw new TlsException(Violation.COMPRESSION_CHOSEN, "method " + hello.legacyCompressionMethod());
        }
    }

    private Step again(ServerHello request, CipherSuite suite, Bytes encoding) {
        // A server may ask once (RFC 9846 §4.2.4).
        if (retry.isPresent()) {
            throw new TlsException(Violation.RETRY_TWICE);
        }
        return Retry.answer(this, request, suite, encoding);
    }

    private Step proceed(ServerHello hello, CipherSuite suite, Bytes encoding) {
        retry.ifPresent(request -> request.requireKept(suite));
        offer.requireSolicited(hello.extensions());
        var answer = hello.extensions()
                .find(KeyShareServerHello.class)
                .orElseThrow(() -> new TlsException(Violation.MISSING_KEY_SHARE, "in the ServerHello"))
                .share();
        // In a retry there is only the share for the group that the server asked for (RFC 9846 §4.3.8).
        var share = offer.share(answer.group())
                .orElseThrow(() ->
                        new TlsException(Violation.GROUP_NOT_OFFERED, "the server answers group " + answer.group()));
        var transcript = transcript(suite).with(encoding);
        var accepted = accepted(hello, suite);
        var early = accepted.map(OfferedTicket::earlySecret).orElseGet(() -> EarlySecret.withoutPsk(suite.hash()));
        var keys = HandshakeKeys.derive(suite, early, share.combine(answer.keyExchange()), transcript);

        var handshake = new Handshake(settings, offer, keys, accepted);
        var next = new WaitEncryptedExtensions(handshake, transcript);
        var effects = new ArrayList<Effect>();
        effects.addAll(learned(suite, share));
        accepted.ifPresent(ticket -> effects.addAll(learned(ticket)));
        effects.addAll(keys.log(offer.hello().random()));
        if (offer.inCompatibilityMode() && retry.isEmpty() && !offer.offersEarlyData()) {
            effects.add(new SendChangeCipherSpec());
        }
        effects.add(new ReadWith(keys.server().recordKeys()));
        if (!handshake.earlyDataIsUnderWay()) {
            effects.add(new EndEarlyData());
            // At once, so that an alert about what follows is protected (RFC 9846 §A.1).
            effects.add(new WriteWith(keys.client().recordKeys()));
        }
        if (offer.offersEarlyData() && accepted.isEmpty()) {
            effects.add(new Learn(new Fact.EarlyData(EarlyDataOutcome.SESSION_NOT_RESUMED)));
        }
        return new Step(next, effects);
    }

    private Transcript transcript(CipherSuite suite) {
        return retry.map(Retry::transcript).orElseGet(() -> Transcript.of(suite.hash(), offer.encoding()));
    }

    /// The ticket that the server goes on from: one of ours, with a suite of its hash (RFC 9846 §4.3.11).
    private Optional<OfferedTicket> accepted(ServerHello hello, CipherSuite suite) {
        var selected = hello.extensions().find(SelectedPreSharedKey.class);
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        if (offer.ticket().isEmpty() || selected.get().identity() != 0) {
            throw new TlsException(
                    Violation.PSK_NOT_OFFERED, "number " + selected.get().identity());
        }
        if (offer.ticket().get().hash() != suite.hash()) {
            throw new TlsException(Violation.PSK_HASH, suite.toString());
        }
        return offer.ticket();
    }

    private static List<Effect> learned(OfferedTicket ticket) {
        var effects = new ArrayList<Effect>();
        effects.add(new Learn(new Fact.Resumed()));
        ticket.server().ifPresent(server -> effects.add(new Learn(new Fact.Peer(server))));
        return effects;
    }

    private static List<Effect> learned(CipherSuite suite, KeyShare share) {
        return List.of(
                new Learn(new Fact.Version(ProtocolVersion.TLS13)),
                new Learn(new Fact.Suite(suite)),
                new Learn(new Fact.Group(share.group())));
    }

    @Override
    public void wipe() {
        offer.wipe();
    }
}
