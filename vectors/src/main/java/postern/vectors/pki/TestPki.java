package postern.vectors.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postern.vectors.peer.PeerProcess;

/// A small public-key infrastructure, made by OpenSSL in a temporary directory: a root, an intermediate authority,
/// and certificates that are good or have exactly one fault. Made once per JVM, in a second or two.
///
/// Good server certificates are for `localhost`, `mx.example.test`, `*.wild.example.test`, 127.0.0.1 and ::1.
public final class TestPki {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String SERVER_NAMES =
            "DNS:localhost,DNS:mx.example.test,DNS:*.wild.example.test,IP:127.0.0.1,IP:::1";

    private static final String CONFIGURATION = """
            [req]
            distinguished_name = dn
            [dn]
            [ca]
            default_ca = lab
            [lab]
            database = index.txt
            new_certs_dir = .
            rand_serial = yes
            unique_subject = no
            policy = policy
            [policy]
            commonName = supplied
            organizationName = optional
            [authority]
            basicConstraints = critical,CA:TRUE
            keyUsage = critical,keyCertSign,cRLSign
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            [server]
            basicConstraints = critical,CA:FALSE
            keyUsage = critical,digitalSignature
            extendedKeyUsage = serverAuth
            subjectAltName = %s
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            [other_name]
            basicConstraints = critical,CA:FALSE
            extendedKeyUsage = serverAuth
            subjectAltName = DNS:other.example.test
            [no_name]
            basicConstraints = critical,CA:FALSE
            extendedKeyUsage = serverAuth
            [client]
            basicConstraints = critical,CA:FALSE
            keyUsage = critical,digitalSignature
            extendedKeyUsage = clientAuth
            subjectAltName = email:user@example.test
            """.formatted(SERVER_NAMES);

    private static final class Shared {
        private static final TestPki INSTANCE = make();
    }

    private final Path directory;

    private TestPki(Path directory) {
        this.directory = directory;
    }

    /// The end-entity certificates. Where the name does not say otherwise: P-256, for servers, signed by the
    /// intermediate authority, valid from 2020 through 2097.
    public enum Entry {
        RSA("rsa:2048", "server", Signer.INTERMEDIATE, Dates.CURRENT),
        P256("P-256", "server", Signer.INTERMEDIATE, Dates.CURRENT),
        P384("P-384", "server", Signer.INTERMEDIATE, Dates.CURRENT),
        CLIENT("P-256", "client", Signer.INTERMEDIATE, Dates.CURRENT),
        EXPIRED("P-256", "server", Signer.INTERMEDIATE, Dates.PAST),
        NOT_YET_VALID("P-256", "server", Signer.INTERMEDIATE, Dates.FUTURE),
        /// For `other.example.test` only.
        OTHER_NAME("P-256", "other_name", Signer.INTERMEDIATE, Dates.CURRENT),
        /// Without subjectAltName; the common name is `localhost`.
        NO_NAME("P-256", "no_name", Signer.INTERMEDIATE, Dates.CURRENT),
        RSA_1024("rsa:1024", "server", Signer.INTERMEDIATE, Dates.CURRENT),
        /// Signed by an authority that nobody trusts.
        UNTRUSTED("P-256", "server", Signer.STRANGER, Dates.CURRENT),
        SELF_SIGNED("P-256", "server", Signer.ITSELF, Dates.CURRENT);

        private final String key;
        private final String section;
        private final Signer signer;
        private final Dates dates;

        Entry(String key, String section, Signer signer, Dates dates) {
            this.key = key;
            this.section = section;
            this.signer = signer;
            this.dates = dates;
        }

        private String file() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Signer {
        ROOT,
        INTERMEDIATE,
        STRANGER,
        ITSELF;

        private String file() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Dates {
        CURRENT("20200101000000Z", "20971231235959Z"),
        PAST("20200101000000Z", "20200201000000Z"),
        FUTURE("20980101000000Z", "20990101000000Z");

        private final String notBefore;
        private final String notAfter;

        Dates(String notBefore, String notAfter) {
            this.notBefore = notBefore;
            this.notAfter = notAfter;
        }
    }

    /// Where an entry's PEM files are.
    ///
    /// @param certificate the certificate alone
    /// @param chain the certificate and, after it, the intermediate authority's, as a server is configured
    /// @param key the private key, PKCS#8 without a password
    public record EntryFiles(Path certificate, Path chain, Path key) {}

    /// The one collection of this JVM.
    ///
    /// @throws org.opentest4j.TestAbortedException if there is no `openssl` program
    public static TestPki shared() {
        return Shared.INSTANCE;
    }

    /// The trusted root's certificate.
    public Path root() {
        return directory.resolve("root.pem");
    }

    /// The intermediate authority's certificate, signed by the root.
    public Path intermediate() {
        return directory.resolve("intermediate.pem");
    }

    /// The certificate of the authority that nobody trusts, and that signed [Entry#UNTRUSTED].
    public Path stranger() {
        return directory.resolve("stranger.pem");
    }

    /// An entry's files.
    public EntryFiles files(Entry entry) {
        return new EntryFiles(
                directory.resolve(entry.file() + ".pem"),
                directory.resolve(entry.file() + ".chain.pem"),
                directory.resolve(entry.file() + ".key"));
    }

    private static TestPki make() {
        try {
            var directory = Files.createTempDirectory("postern-test-pki");
            var pki = new TestPki(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(pki::delete));
            pki.makeAll();
            return pki;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeAll() throws IOException {
        write("lab.cnf", CONFIGURATION);
        write("index.txt", "");
        issue(new Request("root", "P-256", "Postern Test Root", "authority"), Signer.ITSELF, Dates.CURRENT);
        issue(new Request("stranger", "P-256", "Postern Test Stranger", "authority"), Signer.ITSELF, Dates.CURRENT);
        issue(new Request("intermediate", "P-256", "Postern Test CA", "authority"), Signer.ROOT, Dates.CURRENT);
        for (var entry : Entry.values()) {
            issue(new Request(entry.file(), entry.key, "localhost", entry.section), entry.signer, entry.dates);
            var chain = Files.readString(directory.resolve(entry.file() + ".pem"));
            boolean hasIntermediate = entry.signer == Signer.INTERMEDIATE;
            write(entry.file() + ".chain.pem", chain + (hasIntermediate ? Files.readString(intermediate()) : ""));
        }
    }

    private record Request(String file, String key, String commonName, String section) {}

    private void issue(Request request, Signer signer, Dates dates) {
        var key = request.key().startsWith("P-")
                ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:" + request.key())
                : List.of(request.key());
        openSsl(words(List.of(
                List.of(
                        "req",
                        "-new",
                        "-config",
                        "lab.cnf",
                        "-nodes",
                        "-subj",
                        "/O=Postern/CN=" + request.commonName()),
                List.of("-keyout", request.file() + ".key", "-out", request.file() + ".csr", "-newkey"),
                key)));
        var by = signer == Signer.ITSELF
                ? List.of("-selfsign", "-keyfile", request.file() + ".key")
                : List.of("-cert", signer.file() + ".pem", "-keyfile", signer.file() + ".key");
        openSsl(words(List.of(
                List.of(
                        "ca",
                        "-config",
                        "lab.cnf",
                        "-batch",
                        "-notext",
                        "-md",
                        "sha256",
                        "-extensions",
                        request.section()),
                List.of("-startdate", dates.notBefore, "-enddate", dates.notAfter),
                List.of("-in", request.file() + ".csr", "-out", request.file() + ".pem"),
                by)));
    }

    private static List<String> words(List<List<String>> parts) {
        var words = new ArrayList<>(List.of("openssl"));
        parts.forEach(words::addAll);
        return words;
    }

    private void openSsl(List<String> command) {
        try (var process = PeerProcess.start(directory, Map.of(), command)) {
            process.closeInput();
            if (process.awaitExit(LIMIT) != 0) {
                throw new IllegalStateException(command + " failed:\n" + process.output());
            }
        }
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content);
    }

    private void delete() {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            // What is left lies in the system's directory for temporary files.
        }
    }
}
