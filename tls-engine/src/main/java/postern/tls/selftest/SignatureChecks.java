package postern.tls.selftest;

import postern.crypto.key.PublicKey;
import postern.crypto.key.SignatureAlgorithm;

/// ECDSA and EdDSA, in the forms that TLS and X.509 send. No case is merely acceptable.
final class SignatureChecks {
    private SignatureChecks() {}

    static Outcome ecdsa(TestCase test) {
        return switch (test.group().text("sha")) {
            case "SHA-256" -> verify(test, SignatureAlgorithm.ECDSA_SHA256);
            case "SHA-384" -> verify(test, SignatureAlgorithm.ECDSA_SHA384);
            case "SHA-512" -> verify(test, SignatureAlgorithm.ECDSA_SHA512);
            default -> new Outcome.Skipped("TLS does not sign with this hash");
        };
    }

    static Outcome eddsa(TestCase test) {
        boolean ed25519 = test.group().object("publicKey").text("curve").equals("edwards25519");
        return verify(test, ed25519 ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.ED448);
    }

    private static Outcome verify(TestCase test, SignatureAlgorithm algorithm) {
        var key = PublicKey.fromSpki(test.group().octets("publicKeyDer"));
        boolean good = algorithm.verify(key, test.octets("msg"), test.octets("sig"));
        return Outcome.judged(test.expected() == TestCase.Expected.VALID, good);
    }
}
