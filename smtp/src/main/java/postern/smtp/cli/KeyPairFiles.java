package postern.smtp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.Certificate;

/// Writes a private key and its certificate as PEM, to two files or to one. A key's file is readable by its
/// owner alone from the moment it exists, and no existing file is overwritten: it may be the only copy of
/// another key.
final class KeyPairFiles {
    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private KeyPairFiles() {}

    /// The key first; then the certificate, into the same file if the names are the same.
    ///
    /// @throws FileAlreadyExistsException if there is such a file already
    static void write(Path certificateFile, Path keyFile, Certificate certificate, PrivateKey key) throws IOException {
        if (Files.exists(certificateFile)) {
            throw new FileAlreadyExistsException(certificateFile.toString());
        }
        writeKey(keyFile, key);
        Files.writeString(
                certificateFile,
                certificate.toPem(),
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /// The key alone, PKCS#8 without a password.
    static void writeKey(Path file, PrivateKey key) throws IOException {
        try (var pem = key.pem()) {
            writePrivately(file, pem);
        }
    }

    /// Any secret, into a new file.
    static void writePrivately(Path file, Secret content) throws IOException {
        try (var channel = Files.newByteChannel(file, NEW_FILE, ownerOnly(file))) {
            var octets = ByteBuffer.wrap(content.expose());
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
