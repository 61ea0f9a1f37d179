package postern.crypto.asn1;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Reads the distinguished encoding rules (X.690): one value, one encoding. What has another encoding in BER (an
/// indefinite or padded length, a padded integer, a TRUE other than FF, a bit string with stray bits) is refused,
/// so that whoever reads a signed structure sees what its signer saw.
///
/// A reader stands before an element and each method takes the next one; [#sequence()] and its like return a reader
/// of the contents. Code reads like the ASN.1 it parses:
///
///     var spki = in.sequence();
///     var algorithm = spki.sequence();
///     var key = spki.bitString();
///     spki.end();
///
/// Every fault is a [DerException] with the offset from the start of the outermost input. Slices share the memory
/// of the input.
///
/// Running time depends on everything but the values given out as [Secret]: tags, lengths and structure are public.
///
/// Confined to one thread.
public final class DerReader {
    /// Four octets of length reach 4 GiB, more than an array holds.
    private static final int MAX_LENGTH_OCTETS = 4;

    private final Bytes in;
    private final int base;
    private int at;

    /// Reads `in` from its start.
    public DerReader(Bytes in) {
        this(in, 0);
    }

    private DerReader(Bytes in, int base) {
        this.in = in;
        this.base = base;
    }

    /// Reads a structure that holds secrets, in place: the secret must stay open while the reader is used. Values
    /// are to be taken with [#secretOctetString()] and [#secretInteger()], and nothing but algorithm names and
    /// public values with the other methods.
    public static DerReader ofSecret(Secret structure) {
        return new DerReader(Bytes.adopt(structure.expose()), 0);
    }

    /// The octets to the next element from the start of the outermost input.
    public int offset() {
        return base + at;
    }

    /// Whether another element follows.
    public boolean hasMore() {
        return at < in.length();
    }

    /// The identifier octet of the next element, without taking it; −1 at the end.
    public int peekTag() {
        return hasMore() ? in.at(at) : -1;
    }

    /// Whether the next element has this tag; false at the end.
    public boolean nextIs(int tag) {
        return peekTag() == tag;
    }

    /// Demands that nothing follows.
    public void end() {
        if (hasMore()) {
            throw new DerException("end expected, found " + DerTag.name(peekTag()), offset());
        }
    }

    /// Everything to the end, element by element: the contents of a SEQUENCE OF.
    public <T> List<T> all(Function<DerReader, T> element) {
        var elements = new ArrayList<T>();
        while (hasMore()) {
            elements.add(element.apply(this));
        }
        return List.copyOf(elements);
    }

    /// [#all(Function)] of SEQUENCE SIZE (1..MAX) OF.
    public <T> List<T> oneOrMore(Function<DerReader, T> element) {
        if (!hasMore()) {
            throw new DerException("at least one element expected", offset());
        }
        return all(element);
    }

    /// A second reader at the same place: what it takes, this one still has before it.
    public DerReader lookAhead() {
        var ahead = new DerReader(in, base);
        ahead.at = at;
        return ahead;
    }

    // Structure

    /// A reader of the contents of a SEQUENCE.
    public DerReader sequence() {
        return constructed(DerTag.SEQUENCE);
    }

    /// A reader of the contents of a SET. The order of its elements is for the caller to check: it differs between
    /// SET and SET OF.
    public DerReader set() {
        return constructed(DerTag.SET);
    }

    /// A reader of the contents of `[number] EXPLICIT`, or of a SEQUENCE or SET tagged `[number] IMPLICIT`.
    public DerReader explicit(int number) {
        return constructed(DerTag.constructed(number));
    }

    /// [#explicit(int)], if that is what comes next.
    public Optional<DerReader> optionalExplicit(int number) {
        return nextIs(DerTag.constructed(number)) ? Optional.of(explicit(number)) : Optional.empty();
    }

    /// The contents of a primitive `[number] IMPLICIT`, if that is what comes next.
    public Optional<Bytes> optionalImplicit(int number) {
        int tag = DerTag.primitive(number);
        return nextIs(tag) ? Optional.of(element(tag)) : Optional.empty();
    }

    /// A reader of the contents of an element with this tag.
    public DerReader constructed(int tag) {
        var contents = element(tag);
        return new DerReader(contents, offset() - contents.length());
    }

    /// A reader of the DER inside an OCTET STRING, as in X.509 extensions.
    public DerReader octetStringContents() {
        return constructed(DerTag.OCTET_STRING);
    }

    /// The contents octets of an element with this tag, not interpreted.
    public Bytes element(int tag) {
        if (!hasMore() || !nextIs(tag)) {
            throw new DerException(DerTag.name(tag) + " expected, found " + found(), offset());
        }
        return anyElement();
    }

    /// The next element whatever it is: identifier, length and contents.
    public Bytes rawElement() {
        if (!hasMore()) {
            throw new DerException("an element expected, found the end", offset());
        }
        int start = at;
        anyElement();
        return in.slice(start, at - start);
    }

    // Values

    /// An INTEGER of any sign.
    public BigInteger integer() {
        return new BigInteger(integerContents(DerTag.INTEGER).toArray());
    }

    /// An INTEGER from 0 up: its magnitude, most significant octet first, without a leading zero octet (zero itself
    /// is one octet 00).
    public Bytes unsignedInteger() {
        return withoutSignOctet(nonNegative());
    }

    /// An INTEGER from 0 up as [#unsignedInteger()] gives it, in memory of its own.
    public Secret secretInteger() {
        return Secret.adopt(withoutSignOctet(nonNegative()).toArray());
    }

    /// An INTEGER that fits an `int`.
    public int smallInteger() {
        int start = offset();
        return small(integerContents(DerTag.INTEGER), start);
    }

    /// An ENUMERATED that fits an `int`.
    public int enumerated() {
        int start = offset();
        return small(integerContents(DerTag.ENUMERATED), start);
    }

    private Bytes nonNegative() {
        int start = offset();
        var contents = integerContents(DerTag.INTEGER);
        if (contents.at(0) >= 0x80) {
            throw new DerException("negative INTEGER where none may stand", start);
        }
        return contents;
    }

    private static Bytes withoutSignOctet(Bytes contents) {
        return contents.length() > 1 && contents.at(0) == 0 ? contents.from(1) : contents;
    }

    private static int small(Bytes contents, int start) {
        if (contents.length() > Integer.BYTES) {
            throw new DerException("number too large, more than 32 bits,", start);
        }
        return new BigInteger(contents.toArray()).intValue();
    }

    /// The first nine bits of an integer are neither all zero nor all one (X.690 §8.3.2).
    private Bytes integerContents(int tag) {
        int start = offset();
        var contents = element(tag);
        if (contents.isEmpty()) {
            throw new DerException(DerTag.name(tag) + " without contents", start);
        }
        if (contents.length() > 1) {
            int first = contents.at(0);
            boolean signBit = contents.at(1) >= 0x80;
            if ((first == 0x00 && !signBit) || (first == 0xff && signBit)) {
                throw new DerException(DerTag.name(tag) + " with a needless leading octet (X.690 §8.3.2)", start);
            }
        }
        return contents;
    }

    /// A BOOLEAN; TRUE is FF and nothing else (X.690 §11.1).
    public boolean bool() {
        int start = offset();
        var contents = element(DerTag.BOOLEAN);
        if (contents.length() != 1 || (contents.at(0) != 0 && contents.at(0) != 0xff)) {
            throw new DerException("BOOLEAN is neither 00 nor FF (X.690 §11.1)", start);
        }
        return contents.at(0) != 0;
    }

    /// A NULL.
    public void nullValue() {
        int start = offset();
        if (!element(DerTag.NULL).isEmpty()) {
            throw new DerException("NULL with contents (X.690 §8.8.2)", start);
        }
    }

    /// An OBJECT IDENTIFIER.
    public Oid oid() {
        var contents = element(DerTag.OID);
        return Oid.fromContents(contents, offset() - contents.length());
    }

    /// An OCTET STRING.
    public Bytes octetString() {
        return element(DerTag.OCTET_STRING);
    }

    /// An OCTET STRING in memory of its own.
    public Secret secretOctetString() {
        return Secret.adopt(element(DerTag.OCTET_STRING).toArray());
    }

    /// A BIT STRING of whole octets, such as a key or a signature.
    public Bytes bitString() {
        int start = offset();
        var contents = element(DerTag.BIT_STRING);
        if (unusedBits(contents, start) != 0) {
            throw new DerException("BIT STRING is not made of whole octets", start);
        }
        return contents.from(1);
    }

    /// A BIT STRING whose bits have names, such as KeyUsage: bit 0 is the first on the wire. It must not end with a
    /// zero bit (X.690 §11.2.2).
    public BitSet namedBits() {
        int start = offset();
        var contents = element(DerTag.BIT_STRING);
        int bits = 8 * (contents.length() - 1) - unusedBits(contents, start);
        var named = new BitSet();
        for (int i = 0; i < bits; i++) {
            named.set(i, (contents.at(1 + i / 8) >> (7 - i % 8) & 1) != 0);
        }
        if (named.length() != bits) {
            throw new DerException("list of named bits ends with a zero bit (X.690 §11.2.2)", start);
        }
        return named;
    }

    /// From 0 to 7, 0 if there are no bits (X.690 §8.6.2), and the unused bits are zero (§11.2.1).
    private static int unusedBits(Bytes contents, int start) {
        if (contents.isEmpty()) {
            throw new DerException("BIT STRING without the count of its unused bits", start);
        }
        int unused = contents.at(0);
        if (unused > 7 || (unused > 0 && contents.length() == 1)) {
            throw new DerException("BIT STRING with " + unused + " unused bits (X.690 §8.6.2)", start);
        }
        int last = contents.at(contents.length() - 1);
        if (unused > 0 && (last & (1 << unused) - 1) != 0) {
            throw new DerException("BIT STRING whose unused bits are not zero (X.690 §11.2.1)", start);
        }
        return unused;
    }

    /// A text of any of ASN.1's string types.
    public String text() {
        int start = offset();
        int tag = peekTag();
        if (!DerText.isText(tag)) {
            throw new DerException("a text expected, found " + found(), start);
        }
        return DerText.decode(tag, element(tag), start);
    }

    /// A UTCTime or GeneralizedTime in the forms that RFC 5280 §4.1.2.5 allows.
    public Instant time() {
        int start = offset();
        if (nextIs(DerTag.GENERALIZED_TIME)) {
            return DerTime.generalized(element(DerTag.GENERALIZED_TIME), start);
        }
        return DerTime.utc(element(DerTag.UTC_TIME), start);
    }

    // Identifier, length, contents

    private Bytes anyElement() {
        int start = at;
        if ((in.at(at) & DerTag.HIGH_NUMBER) == DerTag.HIGH_NUMBER) {
            throw new DerException("tag number above 30, which PKIX never uses,", offset());
        }
        at++;
        int length = length(start);
        if (length > in.length() - at) {
            throw new DerException(
                    DerTag.name(in.at(start)) + " of " + length + " octets, of which " + (in.length() - at)
                            + " are there,",
                    base + start);
        }
        at += length;
        return in.slice(at - length, length);
    }

    /// Definite (X.690 §10.1), in as few octets as possible.
    private int length(int start) {
        int first = lengthOctet(start);
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7f;
        if (octets == 0) {
            throw new DerException("indefinite length (X.690 §10.1)", base + start);
        }
        if (octets > MAX_LENGTH_OCTETS) {
            throw new DerException("length of " + octets + " octets", base + start);
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | lengthOctet(start);
        }
        if (length < 0x80 || length >> 8 * (octets - 1) == 0) {
            throw new DerException("length in more octets than needed (X.690 §10.1)", base + start);
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private int lengthOctet(int start) {
        if (!hasMore()) {
            throw new DerException("the input ends within the length of the element", base + start);
        }
        return in.at(at++);
    }

    private String found() {
        return hasMore() ? DerTag.name(peekTag()) : "the end";
    }
}
