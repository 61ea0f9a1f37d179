package postern.tls.pki.issue;

import java.util.Locale;
import java.util.regex.Pattern;
import postern.crypto.ec.Curve;
import postern.crypto.key.EdwardsKind;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.RandomSource;

/// A kind of key that can be made: by its short name, as the command line takes it.
public sealed interface KeyKind {
    /// A key for ECDSA.
    record Ec(Curve curve) implements KeyKind {
        @Override
        public PrivateKey generate(RandomSource random) {
            return PrivateKey.generateEc(curve, random);
        }
    }

    /// An RSA key; making one takes from a tenth of a second to many seconds, by luck and length.
    record Rsa(int bits) implements KeyKind {
        @Override
        public PrivateKey generate(RandomSource random) {
            return PrivateKey.generateRsa(bits, random);
        }
    }

    /// A key for Ed25519.
    record Edwards(EdwardsKind kind) implements KeyKind {
        @Override
        public PrivateKey generate(RandomSource random) {
            return PrivateKey.generateEdwards(kind, random);
        }
    }

    /// What a server should have: quick, small, and understood by everybody.
    KeyKind DEFAULT = new Ec(Curve.P256);

    /// A fresh key, owned by the caller.
    PrivateKey generate(RandomSource random);

    /// Reads `p256`, `p384`, `p521`, `ed25519` or `rsa:BITS`.
    ///
    /// @throws IllegalArgumentException if it is none of them
    static KeyKind parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "p256" -> new Ec(Curve.P256);
            case "p384" -> new Ec(Curve.P384);
            case "p521" -> new Ec(Curve.P521);
            case "ed25519" -> new Edwards(EdwardsKind.ED25519);
            default -> rsa(name);
        };
    }

    private static KeyKind rsa(String name) {
        var matcher = Pattern.compile("(?i)rsa:([0-9]{3,5})").matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not a kind of key that can be made; there are p256, p384, p521, ed25519 and rsa:BITS");
        }
        return new Rsa(Integer.parseInt(matcher.group(1)));
    }
}
