package postern.tls.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postern.crypto.bytes.ConstantTime;
import postern.tls.trace.TraceEvent.SecretDerived;

/// Writes the secrets of connections to a file in the SSLKEYLOGFILE format, with which Wireshark and others decrypt
/// what they recorded (RFC 9850 §2):
///
/// ```
/// CLIENT_TRAFFIC_SECRET_0 <client random, 64 hex digits> <secret, hex>
/// ```
///
/// Whoever can read the file can read the connections. It is for tests and debugging, never on by default (RFC 9850
/// §4).
///
/// Thread-safe: a line is written whole.
public final class KeyLog implements TlsObserver, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);

    private final OutputStream out;
    private boolean failed;

    /// Writes to a stream, which it closes when it is closed.
    public KeyLog(OutputStream out) {
        this.out = out;
    }

    /// Appends to a file. A new file is readable by its owner alone.
    ///
    /// @throws IOException if the file cannot be opened for writing
    public static KeyLog appendingTo(Path file) throws IOException {
        createForOwnerAlone(file);
        return new KeyLog(Files.newOutputStream(file, StandardOpenOption.APPEND));
    }

    private static void createForOwnerAlone(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        var attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException _) {
            // Appending to it is what was asked for; its owner chose who may read it.
            LOG.debug("key log {} exists already; appending", file);
        }
    }

    @Override
    public boolean wants(TraceEvent.Kind kind) {
        return kind == TraceEvent.Kind.SECRET;
    }

    @Override
    public void on(TraceEvent event) {
        if (event instanceof SecretDerived derived) {
            write(derived);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /// Only the first failure is reported: a full disk must not end connections, nor fill the log as well.
    private synchronized void write(SecretDerived derived) {
        var line = line(derived);
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("cannot write the key log, later secrets may be missing from it as well: {}", e.getMessage());
            }
            failed = true;
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /// Octets, not a String: a String with a secret in it could never be wiped.
    private static byte[] line(SecretDerived derived) {
        var secret = derived.secret().expose();
        var head = derived.label() + " " + derived.clientRandom().toHex() + " ";
        var start = head.getBytes(StandardCharsets.US_ASCII);
        var line = Arrays.copyOf(start, start.length + 2 * secret.length + 1);
        int at = start.length;
        for (byte octet : secret) {
            line[at++] = digit((octet >> 4) & 0xf);
            line[at++] = digit(octet & 0xf);
        }
        line[at] = '\n';
        return line;
    }

    /// A hexadecimal digit without a table: above 9, 39 more, which is where the letters begin.
    private static byte digit(int value) {
        return (byte) ('0' + value + (ConstantTime.signMask(9 - value) & 39));
    }
}
