package postern.tls.trace;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.trace.TraceEvent.SecretDerived;

class KeyLogTest {
    private static final SecretDerived EVENT = new SecretDerived(
            "CLIENT_TRAFFIC_SECRET_0", Bytes.fromHex("00ff".repeat(16)), Secret.ofPublic(Bytes.fromHex("09a0f0ff")));
    private static final String LINE = "CLIENT_TRAFFIC_SECRET_0 " + "00ff".repeat(16) + " 09a0f0ff\n";

    @Test
    void aLineIsLabelRandomSecret() {
        var out = new ByteArrayOutputStream();
        var log = new KeyLog(out);
        log.on(EVENT);
        log.on(new TraceEvent.Chosen("cipher suite", "x", "y"));
        assertEquals(LINE, out.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void aNewFileIsForItsOwnerAloneAndAnOldOneIsAppendedTo(@TempDir Path directory) throws IOException {
        var file = directory.resolve("keys.log");
        for (int i = 0; i < 2; i++) {
            try (var log = KeyLog.appendingTo(file)) {
                log.on(EVENT);
            }
        }
        assertEquals(LINE + LINE, Files.readString(file));
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void aFullDiskEndsNoConnection() {
        var log = new KeyLog(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertDoesNotThrow(() -> log.on(EVENT));
        assertDoesNotThrow(() -> log.on(EVENT));
    }

    @Test
    void anObserverGetsOnlyTheKindsItWants() {
        var seen = new ArrayList<TraceEvent>();
        var choices = new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.CHOICE;
            }

            @Override
            public void on(TraceEvent event) {
                seen.add(event);
            }
        };
        var out = new ByteArrayOutputStream();
        var both = choices.and(new KeyLog(out));
        assertTrue(both.wants(TraceEvent.Kind.CHOICE));
        assertTrue(both.wants(TraceEvent.Kind.SECRET));
        assertFalse(both.wants(TraceEvent.Kind.RECORD));
        var choice = new TraceEvent.Chosen("group", "X25519", "the first of ours");
        both.on(choice);
        both.on(EVENT);
        assertEquals(List.of(choice), seen);
        assertEquals(LINE, out.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void nobodyWantsNothing() {
        for (var kind : TraceEvent.Kind.values()) {
            assertFalse(TlsObserver.NONE.wants(kind));
        }
        assertDoesNotThrow(() -> TlsObserver.NONE.on(EVENT));
    }
}
