package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.handshake.tls12.Ending;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.Randoms;

/// The ServerHello, whichever handshake follows.
///
/// @param randoms the client's, and ours
record Answer(RecvdClientHello12 received, Agreement12 agreement, Randoms randoms) {
    static Answer to(RecvdClientHello12 received, Agreement12 agreement) {
        var randoms = new Randoms(received.hello().random(), serverRandom(received, agreement.version()));
        return new Answer(received, agreement, randoms);
    }

    /// Its end tells a client that offered more that we could have done it too, so that nobody on the way can
    /// take us both down unseen (RFC 9846 §4.2.3).
    private static Bytes serverRandom(RecvdClientHello12 received, ProtocolVersion version) {
        var random = received.settings().surroundings().random();
        var newest = received.settings().preferences().versions().getFirst();
        if (newest == version || !newest.atLeast(ProtocolVersion.TLS12)) {
            return random.bytes(ClientHello.RANDOM_LENGTH);
        }
        boolean toTls12 = version == ProtocolVersion.TLS12;
        var sentinel = toTls12 ? ServerHello.DOWNGRADE_TO_TLS12 : ServerHello.DOWNGRADE_TO_TLS11;
        return random.bytes(ClientHello.RANDOM_LENGTH - sentinel.length()).concat(sentinel);
    }

    /// How long records may be, if the client says.
    Optional<RecordLimits> limits() {
        return RecordLimits.answer(received.hello(), received.settings().preferences(), agreement.version());
    }

    /// What the hellos settle.
    Agreed agreed() {
        return new Agreed(spec(), randoms, received.binding());
    }

    private CipherSpec spec() {
        return new CipherSpec(agreement.version(), agreement.suite().chosen(), order());
    }

    private MacOrder order() {
        boolean known = received.hello().extensions().has(ExtensionType.ENCRYPT_THEN_MAC)
                && !received.answersNot(GnuTlsFlag.NO_ETM);
        boolean block = agreement.suite().chosen().bulk().isCbc();
        return known && block ? MacOrder.ENCRYPT_THEN_MAC : MacOrder.MAC_THEN_ENCRYPT;
    }

    /// The message.
    ///
    /// @param sessionId by which the client can come back, or the one by which it does; empty for neither (RFC
    ///     5246 §7.4.1.3)
    /// @param more extensions that only this handshake has
    ServerHello hello(Bytes sessionId, List<Extension> more) {
        var answers = new ArrayList<>(common());
        answers.addAll(more);
        return new ServerHello(
                agreement.version().code(),
                randoms.server(),
                sessionId,
                agreement.suite().chosen().code(),
                0,
                answers.isEmpty() ? Extensions.ABSENT : Extensions.of(answers));
    }

    /// Each answers what the client sent (RFC 5246 §7.4.1.4).
    private List<Extension> common() {
        var list = new ArrayList<Extension>();
        if (received.knowsRenegotiationInfo() && !received.answersNot(GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION)) {
            list.add(new RenegotiationInfo(before()));
        }
        if (received.binding() == Binding.HANDSHAKE) {
            list.add(new ExtendedMasterSecret());
        }
        if (order() == MacOrder.ENCRYPT_THEN_MAC) {
            list.add(new EncryptThenMac());
        }
        boolean curves = agreement.suite().chosen().kx().isEllipticCurve();
        if (curves && received.hello().extensions().has(ExtensionType.EC_POINT_FORMATS)) {
            list.add(new EcPointFormats(List.of(EcPointFormats.UNCOMPRESSED)));
        }
        limits().map(RecordLimits::answer).ifPresent(list::add);
        agreement
                .protocol()
                .map(protocol -> Bytes.utf8(protocol.chosen()))
                .map(name -> new ApplicationProtocols(List.of(name)))
                .ifPresent(list::add);
        return list;
    }

    /// The handshake before, if this is not the first one (RFC 5746 §3.7).
    private Bytes before() {
        Optional<Ending> ending = received.before();
        return ending.map(each -> each.clientData().concat(each.serverData())).orElse(Bytes.EMPTY);
    }
}
