package postern.smtp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.smtp.io.TlsUpgrade;
import postern.tls.TlsConfig;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.vectors.pki.TestPki;

/// Our TLS with the certificates of [TestPki].
public final class TestTls {
    private TestTls() {}

    /// A server's side with the entry's certificate and every version, suite and group there is.
    public static TlsUpgrade server(TestPki.Entry entry) {
        return server(entry, UnaryOperator.identity());
    }

    /// A server's side with the entry's certificate and other changes.
    public static TlsUpgrade server(TestPki.Entry entry, UnaryOperator<TlsConfig.Builder> changes) {
        return TlsUpgrade.server(
                changes.apply(TlsConfig.builder().credential(credential(entry))).build());
    }

    private static Credential credential(TestPki.Entry entry) {
        var files = TestPki.shared().files(entry);
        try (var key = Secret.adopt(Files.readAllBytes(files.key()))) {
            return new Credential(
                    Certificate.readFile(files.chain()),
                    PrivateKey.fromPem(key, files.key().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
