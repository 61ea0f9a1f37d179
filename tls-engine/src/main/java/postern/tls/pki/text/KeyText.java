package postern.tls.pki.text;

import java.math.BigInteger;
import java.util.Map;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.KeyException;
import postern.crypto.key.PublicKey;

/// A SubjectPublicKeyInfo for people: kinds that cannot be used here are shown as well.
final class KeyText {
    private static final int OCTETS_A_LINE = 15;
    private static final Oid RSA = new Oid("1.2.840.113549.1.1.1");
    private static final Oid RSA_PSS = new Oid("1.2.840.113549.1.1.10");
    private static final Oid EC = new Oid("1.2.840.10045.2.1");

    private static final Map<Oid, String> OTHER_KINDS = Map.of(
            new Oid("1.2.840.10040.4.1"), "dsaEncryption",
            new Oid("1.3.101.110"), "X25519",
            new Oid("1.3.101.111"), "X448",
            new Oid("1.3.101.112"), "ED25519",
            new Oid("1.3.101.113"), "ED448",
            new Oid("2.16.840.1.101.3.4.3.17"), "ML-DSA-44",
            new Oid("2.16.840.1.101.3.4.3.18"), "ML-DSA-65",
            new Oid("2.16.840.1.101.3.4.3.19"), "ML-DSA-87");

    private static final Map<Oid, NistCurve> CURVES = Map.of(
            new Oid("1.2.840.10045.3.1.7"), new NistCurve("prime256v1", "P-256", 256),
            new Oid("1.3.132.0.34"), new NistCurve("secp384r1", "P-384", 384),
            new Oid("1.3.132.0.35"), new NistCurve("secp521r1", "P-521", 521));

    private KeyText() {}

    private record NistCurve(String openSslName, String nistName, int bits) {}

    static void print(Bytes spki, TextBlock out) {
        out.line(8, "Subject Public Key Info:");
        try {
            var info = new DerReader(spki).sequence();
            var algorithm = info.sequence();
            var kind = algorithm.oid();
            var key = info.bitString();
            if (kind.equals(RSA)) {
                printRsa("rsaEncryption", key, out);
            } else if (kind.equals(RSA_PSS)) {
                printRsa("rsassaPss", key, out);
                printRestriction(spki, out);
            } else if (kind.equals(EC)) {
                printEc(algorithm.oid(), key, out);
            } else {
                printOther(kind, key, out);
            }
        } catch (DerException e) {
            out.line(12, "Unable to load Public Key: " + e.getMessage());
            out.hex(16, OCTETS_A_LINE, spki);
        }
    }

    private static void printRsa(String algorithm, Bytes der, TextBlock out) {
        var key = new DerReader(der).sequence();
        var modulus = key.integer();
        var exponent = key.integer();
        out.line(12, "Public Key Algorithm: " + algorithm);
        out.line(16, "Public-Key: (" + modulus.bitLength() + " bit)");
        out.line(16, "Modulus:");
        out.hex(20, OCTETS_A_LINE, Bytes.adopt(modulus.toByteArray()));
        out.line(16, "Exponent: " + printExponent(exponent));
    }

    /// In the words of OpenSSL 3.0; of parameters that are not used here it is said why.
    private static void printRestriction(Bytes spki, TextBlock out) {
        try {
            if (!(PublicKey.fromSpki(spki) instanceof PublicKey.RsaPss(var rsa, var restriction))
                    || restriction.isEmpty()) {
                out.line(16, "No PSS parameter restrictions");
                return;
            }
            var hash = restriction.get().hash().displayName().replace("SHA-", "SHA2-");
            out.line(16, "PSS parameter restrictions:");
            out.line(18, "Hash Algorithm: " + hash);
            out.line(18, "Mask Algorithm: MGF1 with " + hash);
            out.line(18, "Minimum Salt Length: " + restriction.get().minimumSalt());
            out.line(18, "Trailer Field: 0x1 (default)");
        } catch (KeyException e) {
            out.line(16, "PSS parameters that are not used here: " + e.getMessage());
        }
    }

    private static String printExponent(BigInteger exponent) {
        return exponent + " (0x" + exponent.toString(16) + ")";
    }

    private static void printEc(Oid curve, Bytes point, TextBlock out) {
        var known = CURVES.get(curve);
        out.line(12, "Public Key Algorithm: id-ecPublicKey");
        if (known != null) {
            out.line(16, "Public-Key: (" + known.bits() + " bit)");
        }
        out.line(16, "pub:");
        out.hex(20, OCTETS_A_LINE, point);
        out.line(16, "ASN1 OID: " + (known == null ? curve.dotted() : known.openSslName()));
        if (known != null) {
            out.line(16, "NIST CURVE: " + known.nistName());
        }
    }

    private static void printOther(Oid kind, Bytes key, TextBlock out) {
        var name = OTHER_KINDS.getOrDefault(kind, kind.dotted());
        out.line(12, "Public Key Algorithm: " + name);
        out.line(16, name + " Public-Key:");
        out.line(16, "pub:");
        out.hex(20, OCTETS_A_LINE, key);
    }
}
