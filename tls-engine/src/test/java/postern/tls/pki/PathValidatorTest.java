package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// Servers and clients of the test PKI, verified or refused for the reason that they have.
class PathValidatorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static TestPki pki;
    private static PathValidator servers;

    @BeforeAll
    static void make() throws IOException {
        pki = TestPki.shared();
        servers = PathValidator.ofServers(TrustStore.ofFile(pki.root()));
    }

    private static List<Certificate> chain(Entry entry) throws IOException {
        return Certificate.readFile(pki.files(entry).chain());
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA", "P256", "P384"})
    void aGoodServerIsVerified(Entry entry) throws IOException {
        var chain = chain(entry);
        var peer = servers.verify(chain, "mx.example.test", NOW);
        assertEquals(chain, peer.presented());
        assertEquals(
                List.of(
                        chain.get(0),
                        chain.get(1),
                        Certificate.readFile(pki.root()).getFirst()),
                peer.path());
        assertEquals("mx.example.test", peer.hostName());
        assertEquals(NOW, peer.at());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST", "mx.example.test.", "a.wild.example.test", "127.0.0.1", "::1", "[::1]"
            })
    void everyNameOfTheServerWillDo(String name) throws IOException {
        assertEquals(3, servers.verify(chain(Entry.P256), name, NOW).path().size());
    }

    @ParameterizedTest
    @CsvSource({
        "P256, other.example.test, NAME_MISMATCH, BAD, 'the certificate is for DNS:localhost, DNS:mx.example.test, '",
        "P256, a.b.wild.example.test, NAME_MISMATCH, BAD, not for a.b.wild.example.test",
        "P256, 127.0.0.2, NAME_MISMATCH, BAD, not for 127.0.0.2",
        "OTHER_NAME, localhost, NAME_MISMATCH, BAD, 'for DNS:other.example.test, not for localhost'",
        "NO_NAME, localhost, NAME_MISMATCH, BAD, no subjectAltName",
        "EXPIRED, localhost, EXPIRED, EXPIRED, expired at 2020-02-01 00:00:00 UTC; now is 2026-11-23 12:00:00 UTC",
        "NOT_YET_VALID, localhost, NOT_YET_VALID, EXPIRED, valid only from 2098-01-01",
        "CLIENT, localhost, WRONG_PURPOSE, UNSUPPORTED, 'TLS Web Client Authentication), not for TLS Web Server'",
        "RSA_1024, localhost, WEAK_KEY, BAD, 'RSA 1024, at least 2048'",
        "UNTRUSTED, localhost, UNKNOWN_ISSUER, UNKNOWN_CA, 'which is /CN=Postern Test Stranger'",
        "SELF_SIGNED, localhost, SELF_SIGNED, UNKNOWN_CA, issued by itself",
    })
    void aFaultIsNamed(
            Entry entry, String host, CertificateProblem problem, CertificateProblem.Verdict verdict, String words)
            throws IOException {
        var chain = chain(entry);
        var refusal = assertThrows(PathException.class, () -> verify(chain, host), entry + " for " + host);
        assertEquals(problem, refusal.problem(), refusal.getMessage());
        assertEquals(verdict, refusal.problem().verdict());
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        assertEquals(1, refusal.tried().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a name", "300.1.1.1"})
    void aNameThatNoHostCanHaveIsRefused(String name) throws IOException {
        var chain = chain(Entry.P256);
        var refusal = assertThrows(CertificateException.class, () -> verify(chain, name));
        assertEquals(CertificateProblem.NAME_MISMATCH, refusal.problem());
        assertEquals("", servers.withoutNameCheck().verify(chain, name, NOW).hostName());
    }

    private static VerifiedPeer verify(List<Certificate> chain, String host) {
        return servers.verify(chain, host, NOW);
    }
}
