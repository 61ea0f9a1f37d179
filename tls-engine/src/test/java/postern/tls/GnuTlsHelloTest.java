package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.message.Syntax;
import postern.tls.param.Auth;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.SecurityPolicy;
import postern.vectors.Json;
import postern.vectors.JsonObject;

/// What a priority string makes a client say: the real library's ClientHello and ours, as far as both have the
/// things.
class GnuTlsHelloTest {
    private static final List<ExtensionType> COMPARED = List.of(
            ExtensionType.ENCRYPT_THEN_MAC,
            ExtensionType.EXTENDED_MASTER_SECRET,
            ExtensionType.RENEGOTIATION_INFO,
            ExtensionType.SUPPORTED_GROUPS,
            ExtensionType.SIGNATURE_ALGORITHMS,
            ExtensionType.KEY_SHARE,
            ExtensionType.SUPPORTED_VERSIONS);

    @Test
    void helloesSayTheSame() throws IOException {
        var shared = System.getProperty("postern.shared");
        assumeTrue(shared != null, "needs the corpus of the real tools: -Dpostern.shared=DIR");
        int compared = 0;
        for (var line : lines(Path.of(shared, "ciphers", "dev_gnutls.jsonl.gz"))) {
            var record = Json.object(line);
            boolean plain =
                    record.members().get("hello") != null && record.members().get("config") == null;
            compared += plain && compare(record.text("input"), record.object("hello")) ? 1 : 0;
        }
        assertTrue(compared > 100, compared + " compared");
    }

    /// Whether there was something to compare: a policy may leave us nothing, where we lack what it wants.
    private static boolean compare(String string, JsonObject theirs) {
        var policy = SecurityPolicy.ofGnuTls(string, Optional.empty());
        if (policy.suites().isEmpty()
                || policy.versions().isEmpty()
                || !policy.certificateTypes().contains("X509")) {
            return false;
        }
        var record = TlsEngine.client(Wire.anyServer().policy(policy).build())
                .start()
                .toPeer();
        var ours = (ClientHello) HandshakeCodec.read(
                record.slice(5, record.length() - 5), new Syntax(ProtocolVersion.TLS13, Optional.empty()), Role.CLIENT);
        assertEquals(
                codes(theirs, "suites", code -> isCompared(code, policy)),
                ours.cipherSuites().stream()
                        .filter(code -> isCompared(code, policy))
                        .toList(),
                string);
        assertEquals(
                codes(theirs, "groups", GnuTlsHelloTest::hasGroup),
                ours.extensions()
                        .find(SupportedGroups.class)
                        .map(SupportedGroups::groups)
                        .orElse(List.of()),
                string);
        assertEquals(
                codes(theirs, "sigs", GnuTlsHelloTest::hasScheme),
                ours.extensions()
                        .find(SignatureAlgorithms.class)
                        .map(SignatureAlgorithms::schemes)
                        .orElse(List.of()),
                string);
        assertEquals(
                Set.copyOf(codes(theirs, "versions", code -> isUsable(code, policy))),
                Set.copyOf(ours.extensions()
                        .find(SupportedVersions.class)
                        .map(SupportedVersions::versions)
                        .orElse(List.of())),
                string);
        assertEquals(Integer.parseInt(theirs.text("ver"), 16), ours.legacyVersion(), string);
        assertEquals(theirs.number("sid"), ours.legacySessionId().length(), string);
        var extensions = theirs.members().get("exts") instanceof List<?> list ? list : List.of();
        for (var type : COMPARED) {
            if (!isOfUse(type, policy)) {
                continue;
            }
            boolean there =
                    extensions.stream().anyMatch(code -> String.valueOf(code).equals("" + type.code()));
            assertEquals(there, ours.extensions().has(type), string + ": " + type);
        }
        if (policy.flags().contains(GnuTlsFlag.LATEST_RECORD_VERSION)) {
            assertEquals(theirs.text("rec"), record.slice(1, 2).toHex(), string);
        }
        return true;
    }

    /// They also say what is of no use for the suites and versions that they offer.
    private static boolean isOfUse(ExtensionType type, SecurityPolicy policy) {
        boolean older = policy.versions().stream().anyMatch(version -> version != ProtocolVersion.TLS13);
        return switch (type) {
            case ENCRYPT_THEN_MAC ->
                older && policy.suites().stream().anyMatch(suite -> suite.bulk().isCbc());
            case EXTENDED_MASTER_SECRET, RENEGOTIATION_INFO -> older;
            default -> true;
        };
    }

    /// They offer a version, too, for which they have no suite; we do not.
    private static boolean isUsable(int version, SecurityPolicy policy) {
        return Stream.of(ProtocolVersion.values())
                .filter(each -> each.code() == version)
                .anyMatch(each -> policy.suites().stream().anyMatch(suite -> suite.usableIn(each)));
    }

    private static List<Integer> codes(JsonObject hello, String name, IntPredicate known) {
        return hello.members().get(name) == null
                ? List.of()
                : hello.texts(name).stream()
                        .map(code -> Integer.parseInt(code, 16))
                        .filter(known::test)
                        .toList();
    }

    /// Their client has certificates, and neither shared keys nor a mind to be anonymous. Of a suite that no
    /// version of the policy can use it speaks all the same.
    private static boolean isCompared(int code, SecurityPolicy policy) {
        return code == CipherSuite.FALLBACK_SCSV
                || CipherSuite.ofCode(code)
                        .filter(Implemented.ALL_SUITES::contains)
                        .filter(suite ->
                                suite.auth() != Auth.NONE && !suite.kx().isPreShared())
                        .filter(suite -> policy.versions().stream().anyMatch(suite::usableIn))
                        .isPresent();
    }

    private static boolean hasGroup(int code) {
        return NamedGroup.ofCode(code).filter(Implemented.ALL_GROUPS::contains).isPresent();
    }

    private static boolean hasScheme(int code) {
        return SignatureScheme.ofCode(code)
                .filter(Implemented.ALL_SCHEMES::contains)
                .isPresent();
    }

    private static List<String> lines(Path file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
