package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.server.RawClient;

/// A server that is killed at any moment has lost no message for which it said 250, shows no half one, and none
/// twice.
class DurabilityTest {
    private static final int ROUNDS = 3;
    private static final int CLIENTS = 4;
    private static final String LAST_LINE = "the last line";

    @TempDir
    Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void sigkillLosesNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            try (var server = ServeProcess.start(directory);
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    var name = "round" + round + "client" + i;
                    clients.execute(() -> sendUntilKilled(server.port(), name));
                }
                while (acknowledged.size() < before + 5) {
                    Thread.sleep(20);
                }
                Thread.sleep(50L * round);
                server.kill();
                deliverTheRest();
                checkAll(server);
            }
        }
        assertTrue(acknowledged.size() >= 5 * ROUNDS);
    }

    /// What the spool still holds.
    private void deliverTheRest() {
        var err = new StringWriter();
        var out = new PrintWriter(new StringWriter());
        var streams =
                new Streams(InputStream.nullInputStream(), out, new PrintWriter(err), OutputStream.nullOutputStream());
        int status = new EximCommandLine(streams).run(List.of("-q", "--data", directory.toString()));
        assertEquals(0, status, err.toString());
    }

    private void checkAll(ServeProcess server) throws IOException {
        var stored = new HashSet<String>();
        for (var file : server.mail()) {
            var lines = Files.readAllLines(file);
            assertEquals(LAST_LINE, lines.getLast(), file + " is half a message");
            lines.stream()
                    .filter(line -> line.startsWith("Subject: "))
                    .forEach(line -> assertTrue(stored.add(line.substring(9)), line + " was delivered twice"));
        }
        var lost = new HashSet<>(acknowledged);
        lost.removeAll(stored);
        assertEquals(Set.of(), lost);
    }

    private void sendUntilKilled(int port, String name) {
        var text = ("x".repeat(70) + "\r\n").repeat(2000);
        try (var client = new RawClient(port)) {
            client.reply();
            client.say("EHLO client.test");
            for (int i = 0; i < 1_000_000; i++) {
                var id = name + "message" + i;
                client.say("MAIL FROM:<a@b.test>");
                client.say("RCPT TO:<c@d.test>");
                client.say("DATA");
                var reply = client.say("Subject: " + id + "\r\n\r\n" + text + LAST_LINE + "\r\n.");
                if (!reply.startsWith("250 OK id=")) {
                    return;
                }
                acknowledged.add(id);
            }
        } catch (IOException e) {
            // Killed, as it should be.
        }
    }
}
