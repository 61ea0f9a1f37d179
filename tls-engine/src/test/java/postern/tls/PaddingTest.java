package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Records that are longer than what is in them (RFC 9846 §5.4).
class PaddingTest {
    private static final int HEADER_AND_TAG = 5 + 16;

    @TempDir
    private Path directory;

    private static List<Integer> lengths(Bytes records) {
        var lengths = new ArrayList<Integer>();
        for (int at = 0; at < records.length(); at += 5 + (records.at(at + 3) << 8 | records.at(at + 4))) {
            lengths.add(5 + (records.at(at + 3) << 8 | records.at(at + 4)) - HEADER_AND_TAG);
        }
        return lengths;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 512, 4096, 16384})
    void recordsAreMultiples(int multiple) {
        var wire = new Wire(
                        Wire.anyServer().padding(multiple).build(),
                        Wire.serverWith(Credentials.P256).padding(multiple).build())
                .run();
        assertEquals(Optional.empty(), wire.client.failure());
        int sent = 0;
        for (int length : new int[] {1, 99, 511, 512, 16383, 16384, 40_000}) {
            var records = wire.client.send(new byte[length]).outgoing();
            for (int padded : lengths(records)) {
                assertTrue(padded % multiple == 0 || padded == (1 << 14) + 1, padded + " octets");
            }
            wire.server.receive(records);
            sent += length;
            assertEquals(sent, wire.server.data.size());
        }
        assertArrayEquals(new byte[sent], wire.server.data.toByteArray());
        assertEquals(Optional.empty(), wire.server.failure());
    }

    @Test
    void aMultipleThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TlsConfig.builder().padding(0));
        assertThrows(IllegalArgumentException.class, () -> TlsConfig.builder().padding(16385));
    }

    @Test
    void opensslReadsThem() throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        try (var peer = PeerProcess.start("openssl", "s_server", "-cert", pem, "-port", Integer.toString(port))) {
            Ports.awaitListener(port, Duration.ofSeconds(10));
            var engine = TlsEngine.client(Wire.anyServer().padding(1000).build());
            try (var ours = EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), engine)) {
                ours.send("EHLO there\r\n");
                peer.await("EHLO there", Duration.ofSeconds(10));
            }
        }
    }
}
