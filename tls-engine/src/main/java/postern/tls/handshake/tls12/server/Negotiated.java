package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.RandomSource;
import postern.tls.handshake.Agreement;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.handshake.tls12.SignedParams;
import postern.tls.kx.KeyShare;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.Certificate12;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerHello;
import postern.tls.message.ServerHelloDone;
import postern.tls.message.ServerKeyExchange;
import postern.tls.message.ServerKeyExchange.EcdheParams;
import postern.tls.message.ServerNameAcknowledged;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.Randoms;
import postern.tls.schedule.Transcript;

/// Everything is chosen; ServerHello, Certificate, ServerKeyExchange and ServerHelloDone go out. No message is
/// awaited.
record Negotiated(RecvdClientHello12 received, Agreement agreement) {
    /// To WaitClientKeyExchange.
    Step proceed() {
        var suite = agreement.suite().chosen();
        var random = received.settings().surroundings().random();
        var randoms = new Randoms(received.hello().random(), serverRandom(random));
        var share = KeyShare.generate(agreement.group().chosen(), random);

        var flight = List.of(
                Send.of(hello(randoms.server())),
                Send.of(certificate()),
                Send.of(keyExchange(randoms, share)),
                Send.of(new ServerHelloDone()));
        var transcript = Transcript.of(suite.hash(), received.encoding());
        for (var sent : flight) {
            transcript = transcript.with(sent.encoding());
        }
        var effects = new ArrayList<Effect>(agreement.learned(ProtocolVersion.TLS12, received.hello()));
        effects.addAll(flight);
        var next = new WaitClientKeyExchange(new Agreed(CipherSpec.of(suite), randoms, binding()), share, transcript);
        return new Step(next, effects);
    }

    /// Its end tells a client that offered TLS 1.3 that we could have done it too, so that nobody on the way
    /// can take us both down to TLS 1.2 unseen (RFC 9846 §4.2.3).
    private Bytes serverRandom(RandomSource random) {
        if (!received.settings().preferences().versions().contains(ProtocolVersion.TLS13)) {
            return random.bytes(ClientHello.RANDOM_LENGTH);
        }
        var sentinel = ServerHello.DOWNGRADE_TO_TLS12;
        return random.bytes(ClientHello.RANDOM_LENGTH - sentinel.length()).concat(sentinel);
    }

    /// No session id: there is no session to come back to (RFC 5246 §7.4.1.3).
    private ServerHello hello(Bytes serverRandom) {
        var answers = answers();
        return new ServerHello(
                ProtocolVersion.TLS12.code(),
                serverRandom,
                Bytes.EMPTY,
                agreement.suite().chosen().code(),
                0,
                answers.isEmpty() ? Extensions.ABSENT : Extensions.of(answers));
    }

    /// Each answers what the client sent (RFC 5246 §7.4.1.4).
    private List<Extension> answers() {
        var list = new ArrayList<Extension>();
        if (knowsRenegotiationInfo()) {
            list.add(new RenegotiationInfo(Bytes.EMPTY));
        }
        if (binding() == Binding.HANDSHAKE) {
            list.add(new ExtendedMasterSecret());
        }
        if (received.hello().extensions().has(ExtensionType.EC_POINT_FORMATS)) {
            list.add(new EcPointFormats(List.of(EcPointFormats.UNCOMPRESSED)));
        }
        // A server that has used the name says so (RFC 6066 §3).
        if (Negotiation.isFor(agreement.proof().chosen().credential(), Negotiation.serverName(received.hello()))) {
            list.add(new ServerNameAcknowledged());
        }
        agreement
                .protocol()
                .map(protocol -> Bytes.utf8(protocol.chosen()))
                .map(name -> new ApplicationProtocols(List.of(name)))
                .ifPresent(list::add);
        return list;
    }

    /// A client says so by the extension or, for the sake of servers that choke on extensions, by a number
    /// among its suites (RFC 5746 §3.6).
    private boolean knowsRenegotiationInfo() {
        return received.hello().extensions().has(ExtensionType.RENEGOTIATION_INFO)
                || received.hello().cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
    }

    private Binding binding() {
        boolean extended = received.hello().extensions().has(ExtensionType.EXTENDED_MASTER_SECRET);
        return extended ? Binding.HANDSHAKE : Binding.RANDOMS;
    }

    private Certificate12 certificate() {
        var chain = agreement.proof().chosen().credential().chain();
        return new Certificate12(chain.stream().map(Certificate::der).toList());
    }

    private ServerKeyExchange keyExchange(Randoms randoms, KeyShare share) {
        var proof = agreement.proof().chosen();
        var params = new EcdheParams(share.group().code(), share.share());
        var signature = proof.scheme()
                .algorithm()
                .sign(
                        proof.credential().key(),
                        SignedParams.of(randoms, params),
                        received.settings().surroundings().random());
        return new ServerKeyExchange(params, proof.scheme().code(), signature);
    }
}
