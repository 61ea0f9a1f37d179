package postern.smtp.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

    @TempDir
    Path directory;

    private Path root;
    private Maildir maildir;

    @BeforeEach
    void open() throws IOException {
        root = directory.resolve("deep/Maildir");
        maildir = Maildir.open(root, "mx", NOON);
    }

    @Test
    void aMessageAppearsWholeAndAtOnce() throws IOException {
        try (var delivery = maildir.begin()) {
            write(delivery, "Subject: x\r\n\r\n");
            assertEquals(List.of(), list("new"));
            write(delivery, "a\r\nb\r\n");
            assertEquals(1, list("tmp").size());
            var file = delivery.commit();
            assertEquals("Subject: x\n\na\nb\n", Files.readString(file));
            assertEquals(Files.size(file), delivery.size());
        }
        assertEquals(List.of(), list("tmp"));
        assertEquals(1, list("new").size());
    }

    @Test
    void anUnfinishedDeliveryLeavesNothing() throws IOException {
        try (var delivery = maildir.begin()) {
            write(delivery, "half");
        }
        assertEquals(List.of(), list("tmp"));
        assertEquals(List.of(), list("new"));
    }

    @Test
    void namesNeverRepeat() throws IOException {
        var names = new HashSet<Path>();
        for (int i = 0; i < 20; i++) {
            try (var delivery = maildir.begin()) {
                assertTrue(names.add(delivery.commit().getFileName()));
            }
        }
        assertEquals(20, list("new").size());
    }

    @Test
    void mailIsPrivate() throws IOException {
        try (var delivery = maildir.begin()) {
            var file = delivery.commit();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
    }

    @Test
    void sweepsWhatACrashLeftLongAgo() throws IOException {
        var old = Files.createFile(root.resolve("tmp/old"));
        Files.setLastModifiedTime(old, FileTime.from(NOON.instant().minusSeconds(37 * 3600)));
        var young = Files.createFile(root.resolve("tmp/young"));
        Files.setLastModifiedTime(young, FileTime.from(NOON.instant().minusSeconds(35 * 3600)));
        Maildir.open(root, "mx", NOON);
        assertEquals(List.of(young), list("tmp"));
    }

    @Property(tries = 30)
    void onlyTheCrOfALineEndIsDropped(@ForAll("nasty") String text) throws IOException {
        var root = Files.createTempDirectory("maildir");
        try (var delivery = Maildir.open(root, "mx", NOON).begin()) {
            for (int i = 0; i < text.length(); i++) {
                write(delivery, text.substring(i, i + 1));
            }
            assertEquals(text.replace("\r\n", "\n"), Files.readString(delivery.commit()));
        } finally {
            deleteAll(root);
        }
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.strings().withChars("\r\na").ofMaxLength(12);
    }

    private List<Path> list(String part) throws IOException {
        try (var files = Files.list(root.resolve(part))) {
            return files.toList();
        }
    }

    private static void write(MaildirDelivery delivery, String text) throws IOException {
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        delivery.write(octets, 0, octets.length);
    }

    private static void deleteAll(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
