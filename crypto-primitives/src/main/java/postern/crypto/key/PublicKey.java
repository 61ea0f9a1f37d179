package postern.crypto.key;

import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.bytes.Bytes;
import postern.crypto.ec.Curve;
import postern.crypto.rsa.RsaPublicKey;

/// A public key of any kind: what a certificate binds to a name.
///
/// Sealed, so that a switch over the kinds is checked by the compiler.
public sealed interface PublicKey {
    /// A key for RSA signatures of both paddings (`rsaEncryption`).
    record Rsa(RsaPublicKey key) implements PublicKey {
        @Override
        public String describe() {
            return "RSA " + key.bits();
        }
    }

    /// A key for RSA signatures with PSS alone (`id-RSASSA-PSS`).
    ///
    /// @param restriction what the key allows, if not everything
    record RsaPss(RsaPublicKey key, Optional<PssRestriction> restriction) implements PublicKey {
        @Override
        public String describe() {
            return "RSA-PSS " + key.bits();
        }
    }

    /// A point on one of the NIST curves.
    ///
    /// @param point uncompressed: 04, x, y, each coordinate of [Curve#fieldLength()] octets (SEC 1 §2.3.3)
    record Ec(Curve curve, Bytes point) implements PublicKey {
        private static final int UNCOMPRESSED = 0x04;

        public Ec {
            int length = 1 + 2 * curve.fieldLength();
            if (point.length() != length || point.at(0) != UNCOMPRESSED) {
                throw new KeyException("EC public key on " + curve.displayName()
                        + " is not an uncompressed point: 04 and " + (length - 1) + " octets");
            }
        }

        @Override
        public String describe() {
            return "EC " + curve.displayName();
        }
    }

    /// A point on an Edwards curve, for Ed25519 or Ed448.
    ///
    /// @param point y and the sign of x, in [EdwardsKind#keyLength()] octets (RFC 8032 §3.1)
    record Edwards(EdwardsKind kind, Bytes point) implements PublicKey {
        public Edwards {
            if (point.length() != kind.keyLength()) {
                throw new KeyException(kind.displayName() + " public key has " + point.length() + " octets instead of "
                        + kind.keyLength());
            }
        }

        @Override
        public String describe() {
            return kind.displayName();
        }
    }

    /// The kind and size, such as "RSA 2048" or "EC P-256".
    String describe();

    /// The key as X.509 carries it: a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    default Bytes spki() {
        return Spki.write(this);
    }

    /// Time depends on the octets, which are public. Reads a DER SubjectPublicKeyInfo.
    ///
    /// @throws KeyException if it is malformed, weak beyond use, or of a kind that is not supported
    static PublicKey fromSpki(Bytes der) {
        try {
            return Spki.read(der);
        } catch (DerException e) {
            throw new KeyException("public key: " + e.getMessage(), e);
        }
    }
}
