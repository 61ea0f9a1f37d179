package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.Violation;
import postern.tls.param.Role;

/// Somebody in the middle changes, cuts or invents octets: nobody is fooled, and whoever notices says the right
/// alert.
class TamperingTest {
    private static final int HEADER = 5;
    private static final Bytes DATA = Bytes.utf8("DATA\r\n");

    private static Wire fresh() {
        return new Wire(
                Wire.anyServer().random(seeded("client")).build(),
                Wire.serverWith(Credentials.P256).random(seeded("server")).build());
    }

    private static HmacDrbg seeded(String seed) {
        return HmacDrbg.deterministic(Bytes.utf8(seed));
    }

    // Garbage

    @ParameterizedTest
    @CsvSource({
        "474554202f20485454502f312e310d0a, RECORD_TYPE, UNEXPECTED_MESSAGE",
        "16020000010000, RECORD_VERSION, PROTOCOL_VERSION",
        "1603014001, RECORD_TOO_LONG, RECORD_OVERFLOW",
        "160303000401000100, '', ''",
        "1603030004ff000000, HANDSHAKE_TYPE, UNEXPECTED_MESSAGE",
        "160303000602000002feff, HANDSHAKE_TYPE, UNEXPECTED_MESSAGE",
        "16030300050100000100, TRUNCATED_FIELD, DECODE_ERROR",
        "1703030001aa, EARLY_APPLICATION_DATA, UNEXPECTED_MESSAGE",
        "140303000101, CHANGE_CIPHER_SPEC_UNEXPECTED, UNEXPECTED_MESSAGE",
        "1603030000, RECORD_EMPTY, UNEXPECTED_MESSAGE"
    })
    void garbageAtTheBeginningGetsTheRightAlert(String hex, String violation, String alert) {
        var server = fresh().server;
        server.receive(Bytes.fromHex(hex));
        if (violation.isEmpty()) {
            assertEquals(Optional.empty(), server.failure());
            assertTrue(server.outgoing().isEmpty());
            return;
        }
        assertEquals(
                Violation.valueOf(violation), server.failure().orElseThrow().violation());
        int code = AlertDescription.valueOf(alert).code();
        assertEquals(Bytes.of(0x15, 3, 3, 0, 2, 2, code), server.outgoing());
    }

    @Property(tries = 100)
    void garbageNeverDoesMoreThanEndTheConnection(@ForAll @Size(max = 200) byte[] garbage, @ForAll Role role) {
        var wire = fresh();
        var end = role == Role.CLIENT ? wire.client : wire.server;
        end.take(end.engine.start());
        end.receive(Bytes.copyOf(garbage));
        end.take(end.engine.endOfInput());
        assertTrue(end.failure().isPresent());
        assertFalse(end.engine.handshakeComplete());
    }

    // Cut short

    /// A connection that is cut after any octet is a failure for the one who waits for more.
    @Test
    void everyTruncationIsTold() {
        var hello = fresh().client.take(fresh().client.engine.start());
        int length = hello.outgoing().length();
        for (int kept = 0; kept < length; kept += 7) {
            var wire = fresh();
            var cut = kept;
            wire.toServer(flight -> List.of(flight.slice(0, Math.min(cut, flight.length()))));
            wire.run();
            wire.server.take(wire.server.engine.endOfInput());
            assertEquals(
                    Violation.TRUNCATED, wire.server.failure().orElseThrow().violation(), "after " + kept);
        }
    }

    // A flipped bit

    /// All flights of one honest connection in one direction: two of the handshake and one of data.
    private static List<Bytes> flights(Role sender) {
        var flights = new ArrayList<Bytes>();
        Wire.Middle recording = flight -> {
            flights.add(flight);
            return List.of(flight);
        };
        var wire = fresh();
        (sender == Role.CLIENT ? wire.toServer(recording) : wire.toClient(recording)).run();
        wire.client.send(DATA.toArray());
        wire.server.send(DATA.toArray());
        wire.settle();
        return flights;
    }

    /// One bit of one octet in one flight is flipped. Each octet of a hello is tried, of the rest every fifth.
    @ParameterizedTest
    @EnumSource
    void aFlippedBitIsFound(Role sender) {
        var flights = flights(sender);
        for (int number = 0; number < flights.size(); number++) {
            for (int at = 0; at < flights.get(number).length(); at += at < 100 ? 3 : 23) {
                flip(sender, number, at);
            }
        }
    }

    private static void flip(Role sender, int number, int at) {
        var count = new int[1];
        Wire.Middle flipping = flight -> {
            boolean now = count[0] == number;
            count[0]++;
            return List.of(now ? flipped(flight, at) : flight);
        };
        var wire = fresh();
        (sender == Role.CLIENT ? wire.toServer(flipping) : wire.toClient(flipping)).run();
        if (wire.client.engine.handshakeComplete() && wire.server.engine.handshakeComplete()) {
            wire.client.send(DATA.toArray());
            wire.server.send(DATA.toArray());
            wire.settle();
        }
        var where = sender + " flight " + number + " octet " + at;
        var receiver = sender == Role.CLIENT ? wire.server : wire.client;
        // A header whose length was raised waits for octets that do not come.
        boolean noticed = receiver.failure().isPresent() || receiver.data.size() == 0;
        assertTrue(noticed || isMinorVersionInClear(flights(sender).get(number), at), where);
    }

    /// The one octet that is not looked at (RFC 9846 §5.1).
    private static boolean isMinorVersionInClear(Bytes flight, int octet) {
        int at = 0;
        while (at + HEADER <= octet) {
            int next = at + HEADER + (flight.at(at + 3) << 8 | flight.at(at + 4));
            if (next > octet) {
                return false;
            }
            at = next;
        }
        return octet == at + 2 && flight.at(at) != 23;
    }

    private static Bytes flipped(Bytes flight, int at) {
        var octets = flight.toArray();
        octets[at] ^= (byte) (1 << at % 8);
        return Bytes.adopt(octets);
    }

    /// In a protected record it is always the same answer, wherever the bit was.
    @Test
    void aFlippedBitInAProtectedRecordIsABadRecordMac() {
        var wire = fresh().run();
        wire.client.send(DATA.toArray());
        var record = wire.client.outgoing();
        for (int at = HEADER; at < record.length(); at++) {
            var other = fresh().run();
            other.client.send(DATA.toArray());
            other.client.outgoing();
            other.server.receive(flipped(record, at));
            assertEquals(
                    Violation.RECORD_MAC, other.server.failure().orElseThrow().violation());
            other.settle();
            assertEquals(
                    Violation.PEER_ALERT, other.client.failure().orElseThrow().violation());
        }
    }

    /// A record that is repeated, left out, or moved does not open: its number is not on the wire, but in the
    /// nonce.
    @Test
    void recordsMustComeInTheirOrder() {
        var repeated = fresh().run();
        repeated.client.send(DATA.toArray());
        var record = repeated.client.outgoing();
        repeated.server.receive(record).receive(record);
        assertEquals(
                Violation.RECORD_MAC, repeated.server.failure().orElseThrow().violation());

        var leftOut = fresh().run();
        leftOut.client.send(DATA.toArray()).outgoing();
        leftOut.client.send(DATA.toArray());
        leftOut.settle();
        assertEquals(
                Violation.RECORD_MAC, leftOut.server.failure().orElseThrow().violation());
    }
}
