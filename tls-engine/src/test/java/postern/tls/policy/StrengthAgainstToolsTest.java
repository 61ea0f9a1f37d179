package postern.tls.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.OpenSsl;
import postern.tls.pki.PathException;
import postern.tls.pki.PathValidator;
import postern.tls.pki.Rigour;
import postern.tls.pki.TrustStore;
import postern.vectors.peer.PeerProcess;

/// Chains of all strengths, made by OpenSSL, under every level of OpenSSL and every profile of GnuTLS: the
/// tools and we say the same.
class StrengthAgainstToolsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> AUTHORITIES =
            List.of("rsa:1984", "ec -pkeyopt ec_paramgen_curve:P-256", "rsa:1024", "rsa:3072");
    private static final List<String> LEAVES =
            List.of("rsa:1024", "rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-384", "ed25519");
    private static final List<String> DIGESTS = List.of("md5", "sha1", "sha256", "sha512");

    @TempDir
    private Path directory;

    /// An authority and what it issued, with how they were made.
    private record Chain(String recipe, String authority, String leaf) {}

    private List<Chain> chains(int authorities) {
        var openSsl = new OpenSsl(directory);
        var chains = new ArrayList<Chain>();
        for (int i = 0; i < LEAVES.size(); i++) {
            request(openSsl, "leaf" + i, LEAVES.get(i));
        }
        for (int a = 0; a < authorities; a++) {
            authority(openSsl, "ca" + a, AUTHORITIES.get(a));
            for (int i = 0; i < LEAVES.size(); i++) {
                var drawn = DIGESTS.get((a + i) % DIGESTS.size());
                boolean ecdsa = AUTHORITIES.get(a).startsWith("ec");
                var digest = ecdsa && drawn.equals("md5") ? "sha384" : drawn; // nobody ever named that pair
                var name = "leaf" + i + "-" + a + ".pem";
                openSsl.run(("x509 -req -in leaf" + i + ".csr -CA ca" + a + ".pem -CAkey ca" + a + ".key -" + digest
                                + " -days 9 -set_serial 1" + a + i + " -out " + name)
                        .split(" "));
                var recipe = LEAVES.get(i) + " signed with " + digest + " by " + AUTHORITIES.get(a);
                chains.add(new Chain(recipe, "ca" + a + ".pem", name));
            }
        }
        return chains;
    }

    private static void authority(OpenSsl openSsl, String name, String key) {
        openSsl.run(("req -x509 -nodes -newkey " + key + " -sha256 -days 9 -subj /CN=" + name + " -keyout " + name
                        + ".key -out " + name + ".pem")
                .split(" "));
    }

    private static void request(OpenSsl openSsl, String name, String key) {
        openSsl.run(("req -new -nodes -newkey " + key + " -subj /CN=" + name + " -keyout " + name + ".key -out " + name
                        + ".csr")
                .split(" "));
    }

    private Optional<String> refusal(Chain chain, Rigour rigour) {
        var openSsl = new OpenSsl(directory);
        try {
            var _ = PathValidator.ofServers(TrustStore.of(List.of(openSsl.certificate(chain.authority()))))
                    .withoutNameCheck()
                    .under(rigour)
                    .verify(List.of(openSsl.certificate(chain.leaf())), "", Instant.now());
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void levelsOfOpenSsl() {
        compareLevels(2);
    }

    @Test
    @Tag("deep")
    void levelsOfOpenSslWithMoreAuthorities() {
        compareLevels(AUTHORITIES.size());
    }

    private void compareLevels(int authorities) {
        var openSsl = new OpenSsl(directory);
        int refused = 0;
        for (var chain : chains(authorities)) {
            for (int level = 0; level <= 5; level++) {
                var theirs =
                        openSsl.tryRun("verify", "-auth_level", "" + level, "-CAfile", chain.authority(), chain.leaf());
                var ours = refusal(
                        chain,
                        SecurityPolicy.ofOpenSsl("ALL:@SECLEVEL=" + level, Optional.empty())
                                .rigour());
                var what = chain.recipe() + " at level " + level + ": ours " + ours + ", theirs " + theirs.output();
                assertEquals(theirs.status() == 0, ours.isEmpty(), what);
                refused += ours.isPresent() ? 1 : 0;
            }
        }
        assertTrue(refused > 15 * authorities / 2, refused + " refusals");
    }

    @Test
    void profilesOfGnuTls() {
        compareProfiles(1);
    }

    @Test
    @Tag("deep")
    void profilesOfGnuTlsWithMoreAuthorities() {
        compareProfiles(AUTHORITIES.size());
    }

    private void compareProfiles(int authorities) {
        var profiles = List.of("low", "legacy", "medium", "high", "ultra", "future", "suiteb128");
        int accepted = 0;
        for (var chain : chains(authorities)) {
            for (var profile : profiles) {
                var theirs = certtool(chain, "--verify-profile", profile);
                var ours = refusal(chain, gnuTls("NORMAL:%PROFILE_" + profile.toUpperCase(Locale.ROOT)));
                var what = chain.recipe() + " under " + profile + ": ours " + ours + ", theirs " + theirs;
                assertEquals(theirs.contains(" Verified."), ours.isEmpty(), what);
                accepted += ours.isEmpty() ? 1 : 0;
            }
            assertEquals(
                    certtool(chain, "--verify-allow-broken").contains(" Verified."),
                    refusal(chain, gnuTls("NORMAL:%VERIFY_ALLOW_BROKEN:%PROFILE_VERY_WEAK"))
                            .isEmpty(),
                    chain.recipe() + ", broken allowed");
        }
        assertTrue(accepted > 2 * authorities, accepted + " accepted");
    }

    private static Rigour gnuTls(String string) {
        return SecurityPolicy.ofGnuTls(string, Optional.empty()).rigour();
    }

    private String certtool(Chain chain, String... options) {
        var command = new ArrayList<>(List.of("certtool", "--verify"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "--load-ca-certificate",
                directory.resolve(chain.authority()).toString(),
                "--infile",
                directory.resolve(chain.leaf()).toString()));
        return PeerProcess.run(LIMIT, "", command.toArray(String[]::new)).output();
    }

    /// The refusal names the algorithm, the key and whose demand it is.
    @Test
    void refusalsNameWhatIsWeak() {
        var openSsl = new OpenSsl(directory);
        authority(openSsl, "ca", "rsa:3072");
        request(openSsl, "leaf", "rsa:1024");
        for (var digest : List.of("md5", "sha1", "sha256")) {
            openSsl.run(("x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -" + digest + " -days 9 -set_serial 7 -out "
                            + digest + ".pem")
                    .split(" "));
        }
        var level2 = SecurityPolicy.ofOpenSsl("DEFAULT", Optional.empty()).rigour();
        assertEquals(
                "the certificate of /CN=leaf is signed with md5WithRSAEncryption, whose hash function is broken"
                        + " (@SECLEVEL=2 does not let it pass)",
                reason("md5.pem", level2));
        assertEquals(
                "the certificate of /CN=leaf is signed with sha1WithRSAEncryption, whose hash function is broken"
                        + " (GnuTLS profile LOW does not let it pass)",
                reason("sha1.pem", gnuTls("NORMAL")));
        assertEquals(
                Optional.empty(),
                refusal(new Chain("", "ca.pem", "sha1.pem"), gnuTls("NORMAL:%VERIFY_ALLOW_SIGN_WITH_SHA1")));
        assertEquals(
                Optional.empty(),
                refusal(new Chain("", "ca.pem", "md5.pem"), gnuTls("NORMAL:%VERIFY_ALLOW_SIGN_RSA_MD5")));
        assertEquals(
                "the key of /CN=leaf is too weak: RSA 1024, at least 1962 bits are required (@SECLEVEL=2)",
                reason("sha256.pem", level2));
        assertEquals(
                "the key of /CN=leaf is too weak: RSA 1024, at least 2048 bits are required (RFC 9325 §4.5)",
                reason("sha256.pem", Rigour.USUAL));
    }

    private String reason(String leaf, Rigour rigour) {
        var openSsl = new OpenSsl(directory);
        var refusal = assertThrows(
                CertificateException.class,
                () -> PathValidator.ofServers(TrustStore.of(List.of(openSsl.certificate("ca.pem"))))
                        .withoutNameCheck()
                        .under(rigour)
                        .verify(List.<Certificate>of(openSsl.certificate(leaf)), "", Instant.now()));
        return ((PathException) refusal).tried().getFirst().sentence();
    }
}
