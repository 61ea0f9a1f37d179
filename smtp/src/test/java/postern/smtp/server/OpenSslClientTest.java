package postern.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.tls.param.NamedGroup;
import postern.vectors.peer.PeerProcess;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// Messages delivered by `openssl s_client`, with each version, suite, group and kind of certificate, both ways of
/// beginning TLS.
class OpenSslClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final NamedGroup[] GROUPS = {NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1};
    private static final String[] SUITES_13 = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
    };
    private static final String[] BULK_12 = {"AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"};

    /// Programs at the same time: as many as there are processors gain nothing from more.
    private static final int AT_ONCE = 3;

    @TempDir
    static Path directory;

    private static final Map<Host, Ports> HOSTS = new HashMap<>();

    /// A server with a certificate, that wants a group.
    private record Host(Entry certificate, NamedGroup group) {}

    private record Ports(TestServer server, int tlsPort) {}

    @BeforeAll
    static void start() throws IOException {
        for (var group : GROUPS) {
            for (var entry : List.of(Entry.RSA, Entry.P256, Entry.P384)) {
                var tls = TestTls.server(entry, config -> config.groups(group));
                var root = directory.resolve(entry + group.ianaName());
                var server = new TestServer(root, ServerLimits.STANDARD, Optional.of(tls));
                HOSTS.put(new Host(entry, group), new Ports(server, server.listen(postern.smtp.server.Entry.TLS)));
            }
        }
    }

    @AfterAll
    static void stop() {
        HOSTS.values().forEach(ports -> ports.server().close());
    }

    /// One way to a server.
    private record Case(Host host, String version, String suite, String begin) {
        String cipher() {
            int bits = suite.contains("128") && !suite.contains("CHACHA") ? 128 : 256;
            return "X=TLS1." + version.charAt(version.length() - 1) + ":" + suite + ":" + bits;
        }

        List<String> command() {
            var ports = ports(host);
            var port = begin.equals("starttls") ? ports.server().port() : ports.tlsPort();
            var words = new ArrayList<>(List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + port,
                    "-crlf",
                    "-ign_eof",
                    "-CAfile",
                    TestPki.shared().root().toString(),
                    "-verify_return_error",
                    "-verify_hostname",
                    "mx.example.test",
                    "-servername",
                    "mx.example.test",
                    version,
                    "-groups",
                    groups()));
            words.addAll(List.of(version.equals("-tls1_3") ? "-ciphersuites" : "-cipher", suite));
            if (begin.equals("starttls")) {
                words.addAll(List.of("-starttls", "smtp"));
            }
            return words;
        }

        /// In TLS 1.2 the list also says which curves of certificates the client can bear (RFC 8422 §5.1.1).
        String groups() {
            var curve = host.certificate() == Entry.P384 ? "P-384" : "P-256";
            return Stream.of(host.group().displayName(), curve).distinct().collect(Collectors.joining(":"));
        }

        /// How s_client names the group that was agreed on.
        String temporaryKey() {
            return switch (host.group()) {
                case X25519 -> "Server Temp Key: X25519, 253 bits";
                case SECP256R1 -> "Server Temp Key: ECDH, prime256v1, 256 bits";
                case SECP384R1 -> "Server Temp Key: ECDH, secp384r1, 384 bits";
                default -> throw new AssertionError(host.group());
            };
        }
    }

    private static List<Case> cases(String version) {
        var cases = new ArrayList<Case>();
        for (var certificate : List.of(Entry.RSA, Entry.P256)) {
            var auth = certificate == Entry.RSA ? "RSA" : "ECDSA";
            for (int i = 0; i < 3; i++) {
                var suite = version.equals("-tls1_3") ? SUITES_13[i] : "ECDHE-" + auth + "-" + BULK_12[i];
                for (var group : GROUPS) {
                    cases.add(new Case(new Host(certificate, group), version, suite, "starttls"));
                    cases.add(new Case(new Host(certificate, group), version, suite, "on connect"));
                }
            }
        }
        var another = new Host(Entry.P384, NamedGroup.X25519);
        cases.add(new Case(another, version, cases.getLast().suite(), "starttls"));
        return cases;
    }

    @Test
    void everySuiteAndGroupOfTls13() throws Exception {
        deliverAll(cases("-tls1_3"));
    }

    @Test
    void everySuiteAndGroupOfTls12() throws Exception {
        deliverAll(cases("-tls1_2"));
    }

    private static void deliverAll(List<Case> cases) throws Exception {
        var failures = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var runs = new ArrayList<Callable<Optional<String>>>();
            for (int i = 0; i < cases.size(); i++) {
                var id = "case" + i + cases.get(i).version();
                var one = cases.get(i);
                runs.add(() -> failureOf(one, id));
            }
            for (var run : threads.invokeAll(runs)) {
                run.get().ifPresent(failures::add);
            }
        }
        assertEquals(List.of(), failures);
        assertTrue(cases.size() > 36);
    }

    /// Delivers a message and looks for its log line; nothing if all was well.
    private static Optional<String> failureOf(Case one, String id) {
        var script = """
                EHLO client.test
                MAIL FROM:<a@b.test>
                RCPT TO:<c@d.test>
                DATA
                Message-ID: <%s@client.test>

                text
                .
                QUIT
                """.formatted(id);
        var result = PeerProcess.run(LIMIT, script, one.command().toArray(String[]::new));
        var line = ports(one.host())
                .server()
                .log()
                .lines()
                .filter(l -> l.endsWith("id=" + id + "@client.test"))
                .toList();
        boolean delivered = result.status() == 0
                && result.output().contains("250 OK id=")
                && result.output().contains(one.temporaryKey())
                && line.size() == 1
                && line.getFirst().contains(" P=esmtps " + one.cipher() + " S=");
        return delivered ? Optional.empty() : Optional.of(one + " " + line + "\n" + result);
    }

    private static Ports ports(Host host) {
        var ports = HOSTS.get(host);
        if (ports == null) {
            throw new IllegalStateException("no server for " + host);
        }
        return ports;
    }
}
