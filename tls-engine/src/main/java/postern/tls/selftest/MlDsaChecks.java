package postern.tls.selftest;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.mldsa.MlDsa;
import postern.crypto.mldsa.MlDsaPrivateKey;
import postern.crypto.random.RandomSource;

/// ML-DSA. No case is merely acceptable.
final class MlDsaChecks {
    private MlDsaChecks() {}

    static Outcome verify(String algorithm, TestCase test) {
        return Outcome.judged(test.expected() == TestCase.Expected.VALID, accepted(named(algorithm), test));
    }

    /// A key of a wrong length is refused before there is a signature to verify.
    private static boolean accepted(MlDsa algorithm, TestCase test) {
        var key = test.group().octets("publicKey");
        return key.length() == algorithm.publicKeyLength()
                && algorithm
                        .publicKey(key)
                        .verify(test.octets("msg"), test.values().octetsOrNone("ctx"), test.octets("sig"));
    }

    /// From a seed or an expanded key; over a message, or its digest μ where the file names that alone; with the
    /// file's randomness, or without any. The signature is the file's to the octet.
    static Outcome sign(String algorithm, TestCase test) {
        return test.isInvalid()
                ? Outcome.refused(() -> signature(named(algorithm), test))
                : Outcome.equal(test.octets("sig"), signature(named(algorithm), test));
    }

    private static Bytes signature(MlDsa algorithm, TestCase test) {
        var fixed = test.values().octetsOrNone("rnd");
        RandomSource random = out -> {
            Arrays.fill(out, (byte) 0);
            fixed.copyTo(out, 0);
        };
        try (var key = key(algorithm, test.group())) {
            return test.values().has("msg")
                    ? key.sign(test.octets("msg"), test.values().octetsOrNone("ctx"), random)
                    : key.signMu(test.octets("mu"), random);
        }
    }

    private static MlDsaPrivateKey key(MlDsa algorithm, JsonNode group) {
        boolean isSeed = group.has("privateSeed");
        try (var octets = Secret.ofPublic(group.octets(isSeed ? "privateSeed" : "privateKey"))) {
            return isSeed ? algorithm.fromSeed(octets) : algorithm.fromExpanded(octets);
        }
    }

    private static MlDsa named(String name) {
        return Arrays.stream(MlDsa.values())
                .filter(algorithm -> algorithm.displayName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
