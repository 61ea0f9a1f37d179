package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.param.NamedGroup;

/// The disguise for middleboxes (RFC 9846 §E.4): where change_cipher_spec goes out, and that it goes out once.
class CompatibilityModeTest {
    private static final int HELLO = 22;
    private static final int DUMMY = 20;
    private static final int PROTECTED = 23;

    /// The types of all records that one end sends in a handshake, flight by flight.
    private static List<List<Integer>> types(boolean ofClient, NamedGroup serverGroup) {
        var flights = new ArrayList<List<Integer>>();
        Wire.Middle recording = flight -> {
            flights.add(types(flight));
            return List.of(flight);
        };
        var wire = new Wire(
                Wire.anyServer().build(),
                Wire.serverWith(Credentials.P256).groups(serverGroup).build());
        (ofClient ? wire.toServer(recording) : wire.toClient(recording)).run();
        assertTrue(wire.server.engine.handshakeComplete());
        return flights;
    }

    private static List<Integer> types(Bytes records) {
        var types = new ArrayList<Integer>();
        for (int at = 0; at < records.length(); at += 5 + (records.at(at + 3) << 8 | records.at(at + 4))) {
            types.add(records.at(at));
        }
        return types;
    }

    @Test
    void theClientSendsItBeforeItsSecondFlight() {
        assertEquals(List.of(List.of(HELLO), List.of(DUMMY, PROTECTED)), types(true, NamedGroup.X25519));
        assertEquals(
                List.of(List.of(HELLO), List.of(DUMMY, HELLO), List.of(PROTECTED)), types(true, NamedGroup.SECP256R1));
    }

    @Test
    void theServerSendsItBehindItsFirstMessage() {
        assertEquals(List.of(List.of(HELLO, DUMMY, PROTECTED)), types(false, NamedGroup.X25519));
        assertEquals(List.of(List.of(HELLO, DUMMY), List.of(HELLO, PROTECTED)), types(false, NamedGroup.SECP256R1));
    }

    /// A hello in the record layer's oldest version first, in the usual one after a retry (RFC 9846 §5.1).
    @Test
    void theVersionsOfRecords() {
        var flights = new ArrayList<Bytes>();
        Wire.Middle recording = flight -> {
            flights.add(flight);
            return List.of(flight);
        };
        new Wire(
                        Wire.anyServer().build(),
                        Wire.serverWith(Credentials.P256)
                                .groups(NamedGroup.SECP256R1)
                                .build())
                .toServer(recording)
                .run();
        assertEquals(Bytes.of(3, 1), flights.get(0).slice(1, 2));
        assertEquals(Bytes.of(3, 3), flights.get(1).slice(1, 2));
        assertEquals(Bytes.of(3, 3), flights.get(1).slice(6 + 1, 2));
    }
}
