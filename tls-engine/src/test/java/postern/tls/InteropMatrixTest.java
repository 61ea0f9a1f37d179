package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.tls.InteropPeers.Cell;
import postern.tls.InteropPeers.Peer;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;

/// Our client and our server with OpenSSL, GnuTLS, the JDK and Bouncy Castle: which combinations agree,
/// exchange data and, where asked, prove the client and resume. Every axis is run in full with usual values on
/// the others; versions, keys, client certificates and resumption in all combinations. What was run stands in
/// `target/interop-matrix.md`, and why not, where it was not.
class InteropMatrixTest {
    private static final List<ProtocolVersion> VERSIONS =
            List.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12, ProtocolVersion.TLS13);
    private static final List<NamedGroup> GROUPS = List.of(
            NamedGroup.X25519,
            NamedGroup.X448,
            NamedGroup.SECP256R1,
            NamedGroup.SECP384R1,
            NamedGroup.SECP521R1,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072);
    private static final List<Optional<Credentials>> CLIENTS =
            List.of(Optional.empty(), Optional.of(Credentials.RSA), Optional.of(Credentials.P256));

    @TempDir
    private Path directory;

    /// One of each kind, short enough for every build.
    @Test
    void some() throws IOException {
        var cells = new ArrayList<Cell>();
        for (var peer : InteropPeers.all(directory)) {
            for (var ours : Role.values()) {
                for (var version : List.of(ProtocolVersion.TLS11, ProtocolVersion.TLS12, ProtocolVersion.TLS13)) {
                    cells.add(new Cell(
                            peer,
                            ours,
                            version,
                            usual(version, Credentials.P256),
                            NamedGroup.SECP256R1,
                            Credentials.P256,
                            Optional.of(Credentials.RSA),
                            version == ProtocolVersion.TLS12));
                }
            }
        }
        assertEquals(List.of(), failures(run(cells)));
    }

    /// With `-Dpostern.peer=NAME` one of them alone.
    @Tag("deep")
    @Test
    void all() throws IOException {
        var only = System.getProperty("postern.peer", "");
        var cells = InteropPeers.all(directory).stream()
                .filter(peer -> only.isEmpty() || peer.name().equals(only))
                .flatMap(peer -> Stream.of(Role.values()).flatMap(ours -> cells(peer, ours)))
                .distinct()
                .toList();
        var results = run(cells);
        write(results);
        assertEquals(List.of(), failures(results));
        assertTrue(results.values().stream().filter("agreed"::equals).count() > 100);
    }

    private static Stream<Cell> cells(Peer peer, Role ours) {
        var suites = VERSIONS.stream()
                .flatMap(version -> Implemented.ALL_SUITES.stream()
                        .filter(suite -> suite.usableIn(version))
                        .filter(suite ->
                                suite.auth() != Auth.NONE && !suite.kx().isPreShared())
                        .map(suite -> new Cell(
                                peer, ours, version, suite, group(suite), key(suite), Optional.empty(), false)));
        var groups = Stream.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13)
                .flatMap(version -> GROUPS.stream()
                        .map(group -> new Cell(
                                peer,
                                ours,
                                version,
                                suite(version, group),
                                group,
                                Credentials.RSA,
                                Optional.empty(),
                                false)));
        var people = VERSIONS.stream()
                .flatMap(version -> Credentials.forLocalhost().stream()
                        .flatMap(key -> CLIENTS.stream()
                                .flatMap(client -> Stream.of(false, true)
                                        .map(resumed -> new Cell(
                                                peer,
                                                ours,
                                                version,
                                                usual(version, key),
                                                NamedGroup.SECP256R1,
                                                key,
                                                client,
                                                resumed)))));
        return Stream.of(suites, groups, people).flatMap(each -> each);
    }

    private static CipherSuite suite(ProtocolVersion version, NamedGroup group) {
        boolean field = group.kind() == NamedGroup.Kind.FINITE_FIELD;
        if (version == ProtocolVersion.TLS13) {
            return CipherSuite.TLS_AES_128_GCM_SHA256;
        }
        return field
                ? CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256
                : CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    }

    private static CipherSuite usual(ProtocolVersion version, Credentials key) {
        boolean rsa = key == Credentials.RSA;
        return switch (version) {
            case TLS13 -> CipherSuite.TLS_AES_256_GCM_SHA384;
            case TLS12 ->
                rsa
                        ? CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
                        : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
            default ->
                rsa ? CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;
        };
    }

    private static NamedGroup group(CipherSuite suite) {
        return suite.kx() == Kx.DHE ? NamedGroup.FFDHE2048 : NamedGroup.SECP256R1;
    }

    private static Credentials key(CipherSuite suite) {
        return suite.auth() == Auth.ECDSA ? Credentials.P256 : Credentials.RSA;
    }

    private static Map<Cell, String> run(List<Cell> cells) {
        var results = new java.util.LinkedHashMap<Cell, String>();
        for (var cell : cells) {
            results.put(cell, result(cell));
        }
        return results;
    }

    private static String result(Cell cell) {
        try {
            var missing = cell.peer().lacks(cell);
            if (missing.isPresent()) {
                return "skipped: " + missing.get();
            }
            cell.peer().run(cell);
            return "agreed";
        } catch (org.opentest4j.TestAbortedException e) {
            return "skipped: " + e.getMessage();
        } catch (Exception | AssertionError e) {
            return "FAILED: "
                    + (e.getClass().getSimpleName() + " " + e.getMessage())
                            .lines()
                            .limit(8)
                            .reduce((one, other) -> one + " " + other)
                            .orElse("");
        }
    }

    private static List<String> failures(Map<Cell, String> results) {
        return results.entrySet().stream()
                .filter(each -> each.getValue().startsWith("FAILED"))
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
    }

    private static void write(Map<Cell, String> results) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# What was run with whom");
        lines.add("");
        var summary = new TreeMap<String, Integer>();
        results.forEach((cell, result) -> summary.merge(
                "| " + cell.peer().name() + " | " + cell.ours() + " | " + cell.version() + " | " + result + " |",
                1,
                Integer::sum));
        lines.add("| peer | our role | version | result | cells |");
        lines.add("|---|---|---|---|---|");
        summary.forEach((line, count) -> lines.add(line + " " + count + " |"));
        lines.add("");
        lines.add("| peer | our role | version | suite | group | server's key | client's key | resumed | result |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        results.forEach((cell, result) -> lines.add("| " + cell + " | " + result + " |"));
        Files.write(Path.of("target/interop-matrix.md"), lines);
    }
}
