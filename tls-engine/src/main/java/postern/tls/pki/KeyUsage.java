package postern.tls.pki;

import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// What a certified key may be used for (RFC 5280 §4.2.1.3), in the order of the bits.
public enum KeyUsage {
    DIGITAL_SIGNATURE("Digital Signature"),
    NON_REPUDIATION("Non Repudiation"),
    KEY_ENCIPHERMENT("Key Encipherment"),
    DATA_ENCIPHERMENT("Data Encipherment"),
    KEY_AGREEMENT("Key Agreement"),
    CERTIFICATE_SIGN("Certificate Sign"),
    CRL_SIGN("CRL Sign"),
    ENCIPHER_ONLY("Encipher Only"),
    DECIPHER_ONLY("Decipher Only");

    private final String title;

    KeyUsage(String title) {
        this.title = title;
    }

    /// The name by which OpenSSL prints it.
    public String title() {
        return title;
    }

    /// `KeyUsage ::= BIT STRING` with at least one bit set (RFC 5280 §4.2.1.3).
    ///
    /// Zero bits at the end are not DER (X.690 §11.2.2), but trusted roots have them; they are taken.
    static Set<KeyUsage> read(DerReader in) {
        int start = in.offset();
        var contents = in.element(DerTag.BIT_STRING);
        var usages = EnumSet.noneOf(KeyUsage.class);
        for (int bit = 0; bit < 8 * (contents.length() - 1); bit++) {
            if ((contents.at(1 + bit / 8) >> (7 - bit % 8) & 1) != 0) {
                usages.add(usage(bit, start));
            }
        }
        if (usages.isEmpty() || contents.at(0) > 7) {
            throw new DerException("keyUsage without a bit set (RFC 5280 §4.2.1.3)", start);
        }
        return Collections.unmodifiableSet(usages);
    }

    private static KeyUsage usage(int bit, int start) {
        if (bit >= values().length) {
            throw new DerException("keyUsage with the unknown bit " + bit + " (RFC 5280 §4.2.1.3)", start);
        }
        return values()[bit];
    }

    /// The value of the extension.
    public static Bytes write(Set<KeyUsage> usages) {
        var bits = new BitSet();
        usages.forEach(usage -> bits.set(usage.ordinal()));
        return DerWriter.write(out -> out.namedBits(bits));
    }
}
