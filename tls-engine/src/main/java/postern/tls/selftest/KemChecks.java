package postern.tls.selftest;

import java.util.stream.Stream;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.kem.Encapsulation;
import postern.crypto.kem.MlKem;
import postern.crypto.kem.MlKemKeyPair;

/// ML-KEM. No case is merely acceptable.
final class KemChecks {
    private KemChecks() {}

    /// From a seed to both keys.
    static Outcome generate(TestCase test) {
        try (var pair = fromSeed(test);
                var expanded = pair.expanded()) {
            return Outcome.equal(
                    test.octets("ek").concat(test.octets("dk")),
                    pair.encapsulationKey().concat(Outcome.shown(expanded)));
        }
    }

    /// With the message that the file names instead of a random one.
    static Outcome encapsulate(TestCase test) {
        if (test.isInvalid()) {
            return Outcome.refused(() -> encapsulated(test).close());
        }
        try (var made = encapsulated(test)) {
            return Outcome.equal(
                    test.octets("c").concat(test.octets("K")),
                    made.ciphertext().concat(Outcome.shown(made.sharedSecret())));
        }
    }

    /// With a key from its seed.
    static Outcome decapsulate(TestCase test) {
        return test.isInvalid()
                ? Outcome.refused(() -> decapsulated(test, fromSeed(test)))
                : Outcome.equal(test.octets("K"), decapsulated(test, fromSeed(test)));
    }

    /// With an expanded key.
    static Outcome decapsulateExpanded(TestCase test) {
        return test.isInvalid()
                ? Outcome.refused(() -> decapsulated(test, fromExpanded(test)))
                : Outcome.equal(test.octets("K"), decapsulated(test, fromExpanded(test)));
    }

    private static MlKem kem(TestCase test) {
        return Stream.of(MlKem.ML_KEM_512, MlKem.ML_KEM_768, MlKem.ML_KEM_1024)
                .filter(kem -> kem.displayName().equals(test.group().text("parameterSet")))
                .findFirst()
                .orElseThrow();
    }

    private static Encapsulation encapsulated(TestCase test) {
        return kem(test).encapsulate(test.octets("ek"), out -> test.octets("m").copyTo(out, 0));
    }

    private static MlKemKeyPair fromSeed(TestCase test) {
        try (var seed = Secret.ofPublic(test.octets("seed"))) {
            return kem(test).fromSeed(seed);
        }
    }

    private static MlKemKeyPair fromExpanded(TestCase test) {
        try (var key = Secret.ofPublic(test.octets("dk"))) {
            return kem(test).fromExpanded(key);
        }
    }

    private static Bytes decapsulated(TestCase test, MlKemKeyPair pair) {
        try (pair;
                var secret = pair.decapsulate(test.octets("c"))) {
            return Outcome.shown(secret);
        }
    }
}
