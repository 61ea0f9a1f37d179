package postern.tls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Step;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.vectors.fuzz.FuzzTarget;

/// A whole handshake with a hostile peer that knows the right keys, in each role and version.
///
/// The first octet chooses who is hostile and what is spoken. The rest is the peer's script, three octets for each
/// message it would send: what to do to it ([Deed]), and where. What it changes is encrypted properly, so that the
/// states behind the record layer get to see it; after the script is through, records are changed on the wire.
///
/// Promised: the honest end never throws; if it fails it says why and sends an alert; it completes no handshake in
/// which a message was changed; its answers are bounded; no data is delivered before the handshake is complete.
public final class EngineFuzz implements FuzzTarget {
    private static final int MAX_ROUNDS = 20;
    private static final int MAX_ANSWER = 64 * 1024;
    private static final Bytes DATA = Bytes.utf8("MAIL FROM:<a@b>\r\n");

    private enum Deed {
        NOTHING,
        CHANGE_OCTET,
        DROP,
        REPEAT,
        SWAP_WITH_NEXT,
        SHORTEN,
        LENGTHEN,
        CHANGE_TYPE
    }

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        if (input.length < 2) {
            return;
        }
        var script = new Script(input);
        var hostile = (input[0] & 1) == 0 ? Role.CLIENT : Role.SERVER;
        boolean isTls12 = (input[0] & 2) != 0;
        var version = isTls12 ? ProtocolVersion.TLS12 : ProtocolVersion.TLS13;
        var client = client(version);
        var server = server(version, (input[0] & 4) != 0);
        var wire = hostile == Role.CLIENT
                ? new Wire(rogueClient(client, script), TlsEngine.server(server))
                : new Wire(TlsEngine.client(client), rogueServer(server, script));
        play(wire, hostile, script);
    }

    private static TlsConfig client(ProtocolVersion version) {
        return Wire.anyServer()
                .versions(version)
                .credential(Credentials.P256.credential())
                .random(HmacDrbg.deterministic(Bytes.utf8("client")))
                .build();
    }

    private static TlsConfig server(ProtocolVersion version, boolean asks) {
        var builder = Wire.serverWith(Credentials.P256)
                .versions(version)
                .random(HmacDrbg.deterministic(Bytes.utf8("server")));
        if (asks && version == ProtocolVersion.TLS13) {
            builder.verifier(postern.tls.pki.PeerVerifier.none()).clientAuthentication(ClientAuthentication.REQUEST);
        }
        return builder.build();
    }

    private static TlsEngine rogueClient(TlsConfig config, Script script) {
        var step = postern.tls.handshake.tls13.client.Start.begin(config.clientSettings());
        return new TlsEngine(Role.CLIENT, config, RogueState.from(step, script::change));
    }

    private static TlsEngine rogueServer(TlsConfig config, Script script) {
        var state = postern.tls.handshake.tls13.server.Start.of(config.serverSettings());
        return new TlsEngine(Role.SERVER, config, RogueState.from(Step.to(state), script::change));
    }

    private static void play(Wire wire, Role hostile, Script script) {
        var honest = hostile == Role.CLIENT ? wire.server : wire.client;
        var other = hostile == Role.CLIENT ? wire.client : wire.server;
        wire.client.take(wire.client.engine.start());
        wire.server.take(wire.server.engine.start());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var fromOther = script.onTheWire(other.outgoing());
            if (!fromOther.isEmpty()) {
                honest.receive(fromOther);
                check(honest, script);
            }
            var fromHonest = honest.outgoing();
            if (fromHonest.length() > MAX_ANSWER) {
                throw new AssertionError("an answer of " + fromHonest.length() + " octets");
            }
            if (fromHonest.isEmpty() && fromOther.isEmpty()) {
                break;
            }
            if (!fromHonest.isEmpty()) {
                other.receive(fromHonest);
            }
            if (round == 2 && other.engine.handshakeComplete() && other.last.closure() == Output.Closure.OPEN) {
                other.send(DATA.toArray());
            }
        }
        honest.take(honest.engine.endOfInput());
        check(honest, script);
    }

    private static void check(Wire.End honest, Script script) {
        var failure = honest.last.failure();
        if (failure.isPresent()) {
            var violation = failure.get().violation();
            if (String.valueOf(failure.get().getMessage()).isBlank() || violation.alert() == null) {
                throw new AssertionError("a refusal that says nothing: " + violation);
            }
        }
        if (script.changedMessage && honest.engine.handshakeComplete()) {
            throw new AssertionError("completed although the peer's messages were changed: " + script.done);
        }
        if (honest.data.size() > 0
                && !honest.engine.handshakeComplete()
                && honest.engine.session().isEmpty()) {
            throw new AssertionError("data before the handshake was complete");
        }
        if (honest.data.size() > DATA.length()) {
            throw new AssertionError("more data than were sent");
        }
    }

    /// What the input says the peer shall do.
    private static final class Script {
        private final byte[] input;
        private int at = 1;
        private boolean changedMessage;
        private final List<String> done = new ArrayList<>();

        Script(byte[] input) {
            this.input = input;
        }

        private int next() {
            return at < input.length ? input[at++] & 0xff : 0;
        }

        /// One flight's effects, with each message treated as the script says.
        List<Effect> change(List<Effect> effects) {
            var out = new ArrayList<Effect>();
            for (int i = 0; i < effects.size(); i++) {
                if (effects.get(i) instanceof Effect.Send send) {
                    treat(send, effects, i, out);
                } else {
                    out.add(effects.get(i));
                }
            }
            return out;
        }

        private void treat(Effect.Send send, List<Effect> effects, int index, List<Effect> out) {
            var deed = Deed.values()[next() % Deed.values().length];
            int place = next() << 8 | next();
            if (deed == Deed.NOTHING) {
                out.add(send);
                return;
            }
            var encoding = send.encoding();
            int where = place % encoding.length();
            var changed = switch (deed) {
                case CHANGE_OCTET -> Optional.of(with(encoding, where, encoding.at(where) ^ 1 << next() % 8));
                case CHANGE_TYPE -> Optional.of(with(encoding, 0, next()));
                case SHORTEN -> Optional.of(resized(encoding, Math.max(4, where)));
                case LENGTHEN -> Optional.of(resized(encoding, encoding.length() + place % 300));
                case SWAP_WITH_NEXT, DROP, REPEAT, NOTHING -> Optional.<Bytes>empty();
            };
            changedMessage |= changed.filter(octets -> !octets.equals(encoding)).isPresent();
            done.add(deed + " " + place + " " + send.message().type());
            if (changed.isPresent()) {
                out.add(new Effect.Send(send.message(), changed.get()));
            } else if (deed == Deed.REPEAT) {
                out.add(send);
                out.add(send);
            } else if (deed == Deed.SWAP_WITH_NEXT && index + 1 < effects.size()) {
                out.add(effects.get(index + 1));
                effects.set(index + 1, send);
            } else {
                changedMessage = true; // dropped
            }
        }

        /// The octets of one flight, one of them changed when the script is through with messages and still has
        /// something to say.
        Bytes onTheWire(Bytes flight) {
            if (flight.isEmpty() || next() < 200) {
                return flight;
            }
            int where = (next() << 8 | next()) % flight.length();
            return with(flight, where, flight.at(where) ^ 1 << next() % 8);
        }

        private static Bytes with(Bytes octets, int where, int value) {
            var changed = octets.toArray();
            changed[where] = (byte) value;
            return Bytes.adopt(changed);
        }

        /// The message with that many octets in all, and a header that says so.
        private static Bytes resized(Bytes message, int length) {
            var changed = java.util.Arrays.copyOf(message.toArray(), length);
            changed[1] = (byte) (length - 4 >> 16);
            changed[2] = (byte) (length - 4 >> 8);
            changed[3] = (byte) (length - 4);
            return Bytes.adopt(changed);
        }
    }
}
