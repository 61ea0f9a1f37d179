package postern.crypto.key;

import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdsa;
import postern.crypto.ec.InvalidPointException;

/// ECDSA signatures as TLS and X.509 send them (RFC 3279 §2.2.3):
///
///     Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
///
/// Only DER is read: with BER one signature would have many forms, and whoever remembers signatures would be
/// deceived.
final class EcdsaSignatureDer {
    private EcdsaSignatureDer() {}

    static boolean verify(Curve curve, Bytes point, Bytes digest, Bytes signature) {
        try {
            return Ecdsa.verify(curve, point, digest, read(signature, curve.fieldLength()));
        } catch (DerException | InvalidPointException malformed) {
            return false;
        }
    }

    /// r and s in `length` octets each.
    private static Bytes read(Bytes der, int length) {
        var in = new DerReader(der);
        var signature = in.sequence();
        in.end();
        var r = padded(signature.unsignedInteger(), length);
        var s = padded(signature.unsignedInteger(), length);
        signature.end();
        return r.concat(s);
    }

    private static Bytes padded(Bytes number, int length) {
        if (number.length() > length) {
            throw new DerException("ECDSA signature with a number of more than " + length + " octets");
        }
        return Bytes.adopt(new byte[length - number.length()]).concat(number);
    }

    /// From r and s, each in half of the octets.
    static Bytes write(Bytes signature) {
        int length = signature.length() / 2;
        return DerWriter.write(w ->
                w.sequence(s -> s.unsignedInteger(signature.slice(0, length)).unsignedInteger(signature.from(length))));
    }
}
