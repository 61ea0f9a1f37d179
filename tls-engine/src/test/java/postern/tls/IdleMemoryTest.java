package postern.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postern.crypto.random.HmacDrbg;
import postern.tls.param.ProtocolVersion;
import postern.tls.session.TicketKeys;

/// What an established connection costs while nothing is said: a server may have ten thousand of them.
class IdleMemoryTest {
    private static final int CONNECTIONS = 300;
    private static final long MOST = 20 << 10;

    @Test
    void anIdleConnectionIsSmall() throws IOException {
        var lines = new ArrayList<String>();
        for (var version : List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13)) {
            establish(version, 20); // classes and tables, which all share
            long before = used();
            var held = establish(version, CONNECTIONS);
            long each = (used() - before) / held.size();
            lines.add(version + ": " + each + " octets of heap for an established, idle connection of a server");
            assertTrue(each <= MOST, () -> version + ": " + each + " octets");
        }
        Files.write(Path.of("target/idle-memory.txt"), lines);
    }

    /// Server engines alone; their clients are forgotten.
    private static List<TlsEngine> establish(ProtocolVersion version, int count) {
        var server = Wire.serverWith(Credentials.P256)
                .versions(version)
                .ticketKeys(TicketKeys.fresh(HmacDrbg.system()))
                .build();
        var client = Wire.anyServer().versions(version).build();
        var held = new ArrayList<TlsEngine>();
        for (int i = 0; i < count; i++) {
            var wire = new Wire(client, server).run();
            wire.client.send("EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII));
            wire.settle();
            assertTrue(wire.server.engine.handshakeComplete());
            held.add(wire.server.engine);
        }
        return held;
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
