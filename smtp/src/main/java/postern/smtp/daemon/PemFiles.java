package postern.smtp.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.Credential;

/// Certificates with their keys, from the files that options name. What was read is kept as long as both files
/// are what they were, so that a new certificate is used by the next connection, and an old one costs nothing.
///
/// Shared by all connections. Keys stay open: connections that began with one may still need it.
final class PemFiles {
    private final Map<Pair, Known> known = new ConcurrentHashMap<>();

    private record Pair(String certificate, String key) {}

    private record Stamp(FileTime modified, long size) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    private record Known(Stamp certificate, Stamp key, Credential credential) {}

    /// The certificate chain of one file and the key of another, or of the same.
    ///
    /// @throws IOException if a file cannot be read
    /// @throws CertificateException if there is no certificate, or a malformed one
    /// @throws IllegalArgumentException if there is no key, or another certificate's
    Credential credential(String certificate, String key) throws IOException {
        var certificateStamp = Stamp.of(Path.of(certificate));
        var keyStamp = Stamp.of(Path.of(key));
        var pair = new Pair(certificate, key);
        var before = known.get(pair);
        if (before != null
                && before.certificate().equals(certificateStamp)
                && before.key().equals(keyStamp)) {
            return before.credential();
        }
        var chain = Certificate.parsePem(Files.readString(Path.of(certificate), StandardCharsets.ISO_8859_1));
        try (var secret = Secret.adopt(Files.readAllBytes(Path.of(key)))) {
            var credential = new Credential(chain, PrivateKey.fromPem(secret, key));
            known.put(pair, new Known(certificateStamp, keyStamp, credential));
            return credential;
        }
    }
}
