package postern.crypto.rsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.DerReader;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.JsonObject;
import postern.vectors.Wycheproof;
import postern.vectors.Wycheproof.Result;

/// Wycheproof's signatures. A case whose hash is not implemented is left out.
///
/// The one "acceptable" case of a file for verifying has a DigestInfo without the NULL. It is refused: RFC 8017
/// §9.2 builds one encoding, and comparing with it is what keeps forgers out.
class RsaWycheproofTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("RsaWycheproofTest"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2048_sha256", "2048_sha384", "2048_sha512", "3072_sha256", "3072_sha384", "3072_sha512",
                "4096_sha256", "4096_sha384", "4096_sha512", "8192_sha256", "8192_sha384", "8192_sha512"
            })
    void pkcs1(String file) {
        for (var test : Wycheproof.cases("rsa_signature_" + file + "_test.json")) {
            var hash = hash(test.group().text("sha"));
            boolean valid = Pkcs1.verify(key(test.group()), hash, bytes(test.octets("msg")), bytes(test.octets("sig")));
            assertEquals(test.result() == Result.VALID, valid, test::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2048_sha256_mgf1_0",
                "2048_sha256_mgf1_32",
                "2048_sha384_mgf1_48",
                "3072_sha256_mgf1_32",
                "4096_sha256_mgf1_32",
                "4096_sha384_mgf1_48",
                "4096_sha512_mgf1_32",
                "4096_sha512_mgf1_64",
                "misc"
            })
    void pss(String file) {
        int judged = 0;
        for (var test : Wycheproof.cases("rsa_pss_" + file + "_test.json")) {
            var group = test.group();
            if (isKnown(group.text("sha")) && isKnown(group.text("mgfSha"))) {
                var pss = new Pss(hash(group.text("sha")), hash(group.text("mgfSha")), group.number("sLen"));
                boolean valid = pss.verify(key(group), bytes(test.octets("msg")), bytes(test.octets("sig")));
                assertEquals(test.result() == Result.VALID, valid, test::toString);
                judged++;
            }
        }
        assertTrue(judged > 0);
    }

    /// Signatures to be made: the padding leaves no choice, so they are the file's to the octet. The "acceptable"
    /// ones have a small public exponent, which we allow, or SHA-1.
    @ParameterizedTest
    @ValueSource(strings = {"2048", "3072", "4096"})
    void pkcs1Signing(String bits) {
        var keys = new HashMap<String, RsaPrivateKey>();
        for (var test : Wycheproof.cases("rsa_pkcs1_" + bits + "_sig_gen_test.json")) {
            if (isKnown(test.group().text("sha"))) {
                var key = keys.computeIfAbsent(
                        test.group().text("privateKeyPkcs8"), pkcs8 -> RsaKeys.fromPkcs8(Bytes.fromHex(pkcs8)));
                var hash = hash(test.group().text("sha"));
                var signature = Pkcs1.sign(key, hash, bytes(test.octets("msg")), random);
                assertEquals(bytes(test.octets("sig")), signature, test::toString);
            }
        }
    }

    private static boolean isKnown(String name) {
        return Arrays.stream(HashAlgorithm.values())
                .anyMatch(hash -> hash.displayName().equals(name));
    }

    private static HashAlgorithm hash(String name) {
        return Arrays.stream(HashAlgorithm.values())
                .filter(hash -> hash.displayName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RsaPublicKey key(JsonObject group) {
        var in = new DerReader(bytes(group.octets("publicKeyAsn"))).sequence();
        return new RsaPublicKey(in.unsignedInteger(), in.unsignedInteger());
    }

    private static Bytes bytes(byte[] octets) {
        return Bytes.copyOf(octets);
    }
}
