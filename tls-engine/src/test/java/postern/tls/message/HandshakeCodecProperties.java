package postern.tls.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;

/// The one test of all codecs: what is written is read; no prefix of it is accepted; and a changed octet is refused, or
/// makes another message that is written to those same octets.
class HandshakeCodecProperties {
    record Sent(HandshakeMessage message, ProtocolVersion version, Role sender) {
        HandshakeMessage read(Bytes octets) {
            return HandshakeCodec.read(octets, version, sender);
        }
    }

    @Provide
    Arbitrary<Sent> sent() {
        return Arbitraries.oneOf(
                by(HandshakeArbitraries.fromClient13(), ProtocolVersion.TLS13, Role.CLIENT),
                by(HandshakeArbitraries.fromServer13(), ProtocolVersion.TLS13, Role.SERVER),
                by(HandshakeArbitraries.fromClient12(), ProtocolVersion.TLS12, Role.CLIENT),
                by(HandshakeArbitraries.fromServer12(), ProtocolVersion.TLS12, Role.SERVER));
    }

    private static Arbitrary<Sent> by(Arbitrary<HandshakeMessage> messages, ProtocolVersion version, Role sender) {
        return messages.map(message -> new Sent(message, version, sender));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll("sent") Sent sent) {
        var octets = HandshakeCodec.write(sent.message());
        assertEquals(sent.message(), sent.read(octets));
        assertEquals(octets, HandshakeCodec.write(sent.read(octets)));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyPrefixIsRefused(@ForAll("sent") Sent sent) {
        var octets = HandshakeCodec.write(sent.message());
        for (int length = 0; length < octets.length(); length++) {
            var prefix = octets.slice(0, length);
            assertThrows(TlsException.class, () -> sent.read(prefix));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aShorterBodyIsRefusedOrAnotherMessage(@ForAll("sent") Sent sent) {
        var octets = HandshakeCodec.write(sent.message());
        for (int length = 4; length < octets.length(); length++) {
            var body = octets.slice(4, length - 4);
            refusedOrEqual(
                    sent, new TlsWriter().uint8(octets.at(0)).opaque24(body).toBytes());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aChangedOctetIsRefusedOrAnotherMessage(@ForAll("sent") Sent sent, @ForAll byte change) {
        var octets = HandshakeCodec.write(sent.message());
        for (int at = 0; at < octets.length(); at++) {
            var changed = octets.toArray();
            changed[at] ^= change;
            refusedOrEqual(sent, Bytes.adopt(changed));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anythingAtAllIsRefusedOrAnotherMessage(@ForAll("sent") Sent sent, @ForAll byte[] garbage) {
        var type = sent.message().type().code();
        refusedOrEqual(
                sent,
                new TlsWriter().uint8(type).opaque24(Bytes.copyOf(garbage)).toBytes());
    }

    private static void refusedOrEqual(Sent sent, Bytes octets) {
        HandshakeMessage message;
        try {
            message = sent.read(octets);
        } catch (TlsException refused) {
            return;
        }
        assertEquals(octets, HandshakeCodec.write(message));
    }
}
