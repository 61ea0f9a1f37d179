package postern.tls;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Rehearsal;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.PeerVerifier;
import postern.tls.record.ContentType;
import postern.tls.record.RecordProtection;
import postern.tls.record.RecordWriter;

/// A peer that has made an honest handshake, and from then on protects whatever it likes with the right keys.
final class HostilePeer {
    final Wire.End victim;
    private final RecordWriter writer;

    private HostilePeer(Wire.End victim, RecordWriter writer) {
        this.victim = victim;
        this.writer = writer;
    }

    /// A peer of one of our engines in this role, behind the handshake.
    static HostilePeer of(Role victim) {
        var play = new Rehearsal().play();
        var step = Step.to(
                play.last(victim),
                new Effect.Learn(new postern.tls.handshake.Fact.Version(ProtocolVersion.TLS13)),
                new Effect.Learn(new postern.tls.handshake.Fact.Suite(
                        play.readKeys(victim).suite())),
                new Effect.ReadWith(play.readKeys(victim)),
                new Effect.WriteWith(play.writeKeys(victim)));
        var config = victim == Role.CLIENT
                ? Wire.anyServer().verifier(PeerVerifier.none()).build()
                : Wire.serverWith(Credentials.P256).build();
        var end = new Wire.End(new TlsEngine(victim, config, step));
        end.take(end.engine.start());
        var writer = RecordWriter.ofServer();
        writer.protectWith(RecordProtection.of(play.writeKeys(victim.peer())));
        return new HostilePeer(end, writer);
    }

    /// Content of this type, in records of its own.
    HostilePeer sends(ContentType type, Bytes content) {
        writer.write(type, content);
        victim.receive(writer.drain());
        return this;
    }

    /// These messages, in one record.
    HostilePeer sends(HandshakeMessage... messages) {
        for (var message : messages) {
            writer.write(ContentType.HANDSHAKE, HandshakeCodec.write(message));
        }
        victim.receive(writer.drain());
        return this;
    }

    /// Octets as they are.
    HostilePeer sendsInClear(String hex) {
        victim.receive(Bytes.fromHex(hex));
        return this;
    }

    /// Why the victim has closed.
    Violation refusal() {
        return victim.failure()
                .orElseThrow(() -> new AssertionError("nothing was refused"))
                .violation();
    }
}
