package postern.crypto.key;

import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Ed25519;
import postern.crypto.ec.Ed448;
import postern.crypto.ec.InvalidPointException;

/// The two signature algorithms on Edwards curves (RFC 8410). One object identifier names the kind of key and
/// the algorithm; it has no parameters, and its hash is part of it.
public enum EdwardsKind {
    ED25519("Ed25519", "1.3.101.112", Ed25519.KEY_LENGTH),
    ED448("Ed448", "1.3.101.113", Ed448.KEY_LENGTH);

    private final String displayName;
    private final String oid;
    private final int keyLength;

    EdwardsKind(String displayName, String oid, int keyLength) {
        this.displayName = displayName;
        this.oid = oid;
        this.keyLength = keyLength;
    }

    /// The name its standard gives it, such as "Ed25519".
    public String displayName() {
        return displayName;
    }

    /// Octets of a private key, and of a public one.
    public int keyLength() {
        return keyLength;
    }

    Oid oid() {
        return new Oid(oid);
    }

    Bytes publicKey(Secret secret) {
        return switch (this) {
            case ED25519 -> Ed25519.publicKey(secret);
            case ED448 -> Ed448.publicKey(secret);
        };
    }

    Bytes sign(Secret secret, Bytes message) {
        return switch (this) {
            case ED25519 -> Ed25519.sign(secret, message);
            case ED448 -> Ed448.sign(secret, message);
        };
    }

    /// False, too, if the key is no point.
    boolean verify(Bytes point, Bytes message, Bytes signature) {
        try {
            return switch (this) {
                case ED25519 -> Ed25519.verify(point, message, signature);
                case ED448 -> Ed448.verify(point, message, signature);
            };
        } catch (InvalidPointException noPoint) {
            return false;
        }
    }
}
