package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Rehearsal12;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.HelloRequest;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.record.ContentType;
import postern.tls.record.RecordProtection;
import postern.tls.record.RecordReader;
import postern.tls.record.RecordWriter;

/// A peer that wants to begin again inside a connection of TLS 1.2 gets a warning, and the connection goes on.
class RefusedRenegotiation12Test {
    private static final Bytes NO_RENEGOTIATION = Bytes.of(1, 100);

    private final Rehearsal12 play = new Rehearsal12().play();
    private final RecordWriter peerWrites = RecordWriter.ofServer();
    private final RecordReader peerReads = new RecordReader();

    @ParameterizedTest
    @EnumSource
    void isRefusedWithAWarning(Role role) {
        var victim = connected(role);
        peerSends(victim, ContentType.HANDSHAKE, HandshakeCodec.write(request(role)));
        assertEquals(Optional.empty(), victim.failure());
        peerReads(victim);
        assertEquals(ContentType.ALERT, peerReads.type());
        assertEquals(NO_RENEGOTIATION, peerReads.content().toBytes());

        var data = new byte[] {1, 2, 3};
        peerSends(victim, ContentType.APPLICATION_DATA, Bytes.copyOf(data));
        assertArrayEquals(data, victim.data.toByteArray());
    }

    /// Asking costs the peer less than answering costs us.
    @ParameterizedTest
    @EnumSource
    void isNotAnsweredForEver(Role role) {
        var victim = connected(role);
        for (int i = 0; i < 100 && victim.failure().isEmpty(); i++) {
            peerSends(victim, ContentType.HANDSHAKE, HandshakeCodec.write(request(role)));
        }
        assertEquals(
                Optional.of(Violation.TOO_MANY_KEY_UPDATES), victim.failure().map(TlsException::violation));
    }

    private HandshakeMessage request(Role victim) {
        if (victim == Role.CLIENT) {
            return new HelloRequest();
        }
        return play.beats().stream()
                .flatMap(beat -> beat.item().message().stream())
                .filter(ClientHello.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /// An engine behind an honest handshake, and the keys to talk to it.
    private Wire.End connected(Role role) {
        var step = Step.to(
                play.last(role),
                new Effect.Learn(new Fact.Version(ProtocolVersion.TLS12)),
                new Effect.Learn(new Fact.Suite(play.readKeys(role).suite())),
                new Effect.ReadWith(play.readKeys(role)),
                new Effect.WriteWith(play.writeKeys(role)));
        peerWrites.protectWith(RecordProtection.of(play.writeKeys(role.peer())));
        peerReads.protectWith(RecordProtection.of(play.readKeys(role.peer())));
        var config = role == Role.CLIENT
                ? Wire.anyServer().build()
                : Wire.serverWith(Credentials.P256).build();
        var victim = new Wire.End(new TlsEngine(role, config, step));
        return victim.take(victim.engine.start());
    }

    private void peerSends(Wire.End victim, ContentType type, Bytes content) {
        peerWrites.write(type, content);
        victim.receive(peerWrites.drain());
    }

    private void peerReads(Wire.End victim) {
        var octets = victim.outgoing().toArray();
        peerReads.supply(octets, 0, octets.length);
        assertTrue(peerReads.next());
    }
}
