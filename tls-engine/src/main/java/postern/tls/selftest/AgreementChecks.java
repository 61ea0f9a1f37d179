package postern.tls.selftest;

import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.ec.X25519;
import postern.crypto.ec.X448;
import postern.crypto.key.PublicKey;

/// Diffie–Hellman on curves.
///
/// Acceptable cases, decided:
///
/// - `CompressedPoint`: refused. TLS 1.3 has no other than the uncompressed form (RFC 9846 §4.3.8.2), and RFC
///   8422 §5.1.2 deprecates the others.
/// - `InvalidAsn`: refused. They are BER, or DER with something wrong in it; a key that has two encodings
///   deceives whoever compares keys.
/// - `UnnamedCurve`, with parameters written out: refused. A curve is known by its name alone (RFC 5480 §2.1.1);
///   parameters of a peer's choosing were CVE-2020-0601.
/// - `ZeroSharedSecret` of X25519 and X448: refused, as RFC 9846 §7.4.2 demands.
/// - `Twist`, `NonCanonicalPublic` and everything else on these: computed, as RFC 7748 §5 defines the functions
///   for every string of octets.
final class AgreementChecks {
    private AgreementChecks() {}

    /// The peer's key as a point.
    static Outcome ecdhPoint(TestCase test) {
        return curve(test)
                .map(curve -> ecdh(test, curve, test.octets("public")))
                .orElseGet(() -> new Outcome.Skipped("TLS does not use this curve"));
    }

    /// The peer's key as a SubjectPublicKeyInfo.
    static Outcome ecdhSpki(TestCase test) {
        var curve = curve(test);
        if (curve.isEmpty()) {
            return new Outcome.Skipped("TLS does not use this curve");
        }
        if (test.expected() != TestCase.Expected.VALID) {
            return Outcome.refused(() -> agreed(test, curve.get(), point(test, curve.get())));
        }
        return ecdh(test, curve.get(), point(test, curve.get()));
    }

    private static Optional<Curve> curve(TestCase test) {
        return switch (test.group().text("curve")) {
            case "secp256r1" -> Optional.of(Curve.P256);
            case "secp384r1" -> Optional.of(Curve.P384);
            case "secp521r1" -> Optional.of(Curve.P521);
            default -> Optional.empty();
        };
    }

    private static Bytes point(TestCase test, Curve curve) {
        if (PublicKey.fromSpki(test.octets("public")) instanceof PublicKey.Ec(var named, var point) && named == curve) {
            return point;
        }
        throw new IllegalArgumentException("a key of another kind or curve");
    }

    private static Outcome ecdh(TestCase test, Curve curve, Bytes point) {
        return test.expected() == TestCase.Expected.VALID
                ? Outcome.equal(test.octets("shared"), agreed(test, curve, point))
                : Outcome.refused(() -> agreed(test, curve, point));
    }

    private static Bytes agreed(TestCase test, Curve curve, Bytes point) {
        try (var scalar = Secret.ofPublic(fitted(test.octets("private"), curve.fieldLength()));
                var shared = Ecdh.agree(curve, scalar, point)) {
            return Outcome.shown(shared);
        }
    }

    /// A number in another number of octets; the files write it with as few as DER needs.
    private static Bytes fitted(Bytes number, int length) {
        int surplus = number.length() - length;
        return surplus >= 0
                ? number.from(surplus)
                : Bytes.copyOf(new byte[-surplus]).concat(number);
    }

    /// Keys as octets.
    static Outcome xdh(TestCase test) {
        return xdh(test, isX25519(test), test.octets("private"), test.octets("public"));
    }

    /// Keys as PKCS #8 and SubjectPublicKeyInfo (RFC 8410), which we read nowhere else: TLS has no X25519 key in
    /// a certificate.
    static Outcome xdhDer(TestCase test) {
        boolean x25519 = isX25519(test);
        if (test.isInvalid()) {
            return Outcome.refused(() -> agreed(x25519, scalar(test, x25519), u(test, x25519)));
        }
        return xdh(test, x25519, scalar(test, x25519), u(test, x25519));
    }

    private static boolean isX25519(TestCase test) {
        return test.group().text("curve").equals("curve25519");
    }

    private static Oid oid(boolean x25519) {
        return new Oid(x25519 ? "1.3.101.110" : "1.3.101.111");
    }

    private static Bytes scalar(TestCase test, boolean x25519) {
        var in = new DerReader(test.octets("private"));
        var key = in.sequence();
        in.end();
        key.smallInteger();
        requireOid(key.sequence(), x25519);
        return new DerReader(key.octetString()).octetString();
    }

    private static Bytes u(TestCase test, boolean x25519) {
        var in = new DerReader(test.octets("public"));
        var key = in.sequence();
        in.end();
        requireOid(key.sequence(), x25519);
        var u = key.bitString();
        key.end();
        return u;
    }

    private static void requireOid(DerReader algorithm, boolean x25519) {
        if (!algorithm.oid().equals(oid(x25519))) {
            throw new IllegalArgumentException("a key of another algorithm");
        }
        algorithm.end();
    }

    private static Outcome xdh(TestCase test, boolean x25519, Bytes scalar, Bytes u) {
        var expected = test.octets("shared");
        boolean zero = expected.equals(Bytes.copyOf(new byte[expected.length()]));
        return test.isInvalid() || zero
                ? Outcome.refused(() -> agreed(x25519, scalar, u))
                : Outcome.equal(expected, agreed(x25519, scalar, u));
    }

    private static Bytes agreed(boolean x25519, Bytes scalar, Bytes u) {
        try (var secret = Secret.ofPublic(scalar);
                var shared = x25519 ? X25519.agree(secret, u) : X448.agree(secret, u)) {
            return Outcome.shown(shared);
        }
    }
}
