package postern.crypto.asn1;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Writes the distinguished encoding rules (X.690). Nesting is a lambda, so that code has the shape of what it
/// writes:
///
///     new DerWriter()
///             .sequence(spki -> spki.sequence(algorithm -> algorithm.oid(RSA).nullValue())
///                     .bitString(key))
///             .toBytes();
///
/// Everything written is wiped from the writer's memory when it is taken out, so it may hold secrets; then the
/// result is to be taken with [#toSecret()].
///
/// Confined to one thread.
public final class DerWriter {
    private static final int FIRST_SIZE = 64;

    private byte[] out = new byte[FIRST_SIZE];
    private int length;

    /// An empty writer.
    public DerWriter() {}

    /// What one lambda wrote.
    public static Bytes write(Consumer<DerWriter> contents) {
        var writer = new DerWriter();
        contents.accept(writer);
        return writer.toBytes();
    }

    // Structure

    /// A SEQUENCE of what `contents` writes.
    public DerWriter sequence(Consumer<DerWriter> contents) {
        return constructed(DerTag.SEQUENCE, contents);
    }

    /// A SET with one element, or with elements that the caller writes in the order of their tags (X.690 §10.3).
    public DerWriter set(Consumer<DerWriter> contents) {
        return constructed(DerTag.SET, contents);
    }

    /// A SET OF these encodings, in ascending order (X.690 §11.6).
    public DerWriter setOf(List<Bytes> encodings) {
        var sorted = new ArrayList<>(encodings);
        sorted.sort(Comparator.naturalOrder());
        return set(contents -> sorted.forEach(contents::raw));
    }

    /// `[number] EXPLICIT`, or a SEQUENCE or SET tagged `[number] IMPLICIT`.
    public DerWriter explicit(int number, Consumer<DerWriter> contents) {
        return constructed(DerTag.constructed(number), contents);
    }

    /// A primitive value tagged `[number] IMPLICIT`.
    public DerWriter implicit(int number, Bytes contents) {
        return element(DerTag.primitive(number), contents);
    }

    /// An OCTET STRING that holds DER.
    public DerWriter octetString(Consumer<DerWriter> contents) {
        return constructed(DerTag.OCTET_STRING, contents);
    }

    /// An element with any tag.
    public DerWriter constructed(int tag, Consumer<DerWriter> contents) {
        var inner = new DerWriter();
        contents.accept(inner);
        element(tag, inner.out, inner.length);
        inner.wipe();
        return this;
    }

    /// An element with any tag and ready contents.
    public DerWriter element(int tag, Bytes contents) {
        return element(tag, contents.toArray(), contents.length());
    }

    /// An element that is already encoded.
    public DerWriter raw(Bytes encoding) {
        return append(encoding.toArray(), encoding.length());
    }

    // Values

    /// An INTEGER.
    public DerWriter integer(BigInteger value) {
        return element(DerTag.INTEGER, Bytes.adopt(value.toByteArray()));
    }

    /// An INTEGER.
    public DerWriter integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    /// An INTEGER from its magnitude, most significant octet first; leading zero octets are dropped.
    public DerWriter unsignedInteger(Bytes magnitude) {
        return unsigned(magnitude.toArray());
    }

    /// An INTEGER from its magnitude. Running time depends on the number of leading zero octets, as does what is
    /// written.
    public DerWriter secretInteger(Secret magnitude) {
        return unsigned(magnitude.expose());
    }

    private DerWriter unsigned(byte[] magnitude) {
        int zeros = 0;
        while (zeros < magnitude.length && magnitude[zeros] == 0) {
            zeros++;
        }
        boolean needsSign = zeros == magnitude.length || magnitude[zeros] < 0;
        var contents = new byte[magnitude.length - zeros + (needsSign ? 1 : 0)];
        System.arraycopy(magnitude, zeros, contents, needsSign ? 1 : 0, magnitude.length - zeros);
        element(DerTag.INTEGER, contents, contents.length);
        Arrays.fill(contents, (byte) 0);
        return this;
    }

    /// An ENUMERATED.
    public DerWriter enumerated(int value) {
        return element(DerTag.ENUMERATED, Bytes.adopt(BigInteger.valueOf(value).toByteArray()));
    }

    /// A BOOLEAN that is TRUE. FALSE is the default wherever PKIX has a BOOLEAN, and defaults are not written
    /// (X.690 §11.5).
    public DerWriter boolTrue() {
        return element(DerTag.BOOLEAN, Bytes.of(0xff));
    }

    /// A NULL.
    public DerWriter nullValue() {
        return element(DerTag.NULL, Bytes.EMPTY);
    }

    /// An OBJECT IDENTIFIER.
    public DerWriter oid(Oid oid) {
        return element(DerTag.OID, oid.contents());
    }

    /// An OCTET STRING.
    public DerWriter octetString(Bytes octets) {
        return element(DerTag.OCTET_STRING, octets);
    }

    /// An OCTET STRING.
    public DerWriter octetString(Secret octets) {
        return element(DerTag.OCTET_STRING, octets.expose(), octets.length());
    }

    /// A BIT STRING of whole octets.
    public DerWriter bitString(Bytes octets) {
        return element(DerTag.BIT_STRING, Bytes.concat(Bytes.of(0), octets));
    }

    /// A BIT STRING whose bits have names, bit 0 first; it ends with the last one bit (X.690 §11.2.2).
    public DerWriter namedBits(BitSet bits) {
        int octets = (bits.length() + 7) / 8;
        var contents = new byte[1 + octets];
        contents[0] = (byte) (8 * octets - bits.length());
        bits.stream().forEach(i -> contents[1 + i / 8] |= (byte) (0x80 >> i % 8));
        return element(DerTag.BIT_STRING, Bytes.adopt(contents));
    }

    /// A UTF8String.
    public DerWriter utf8String(String text) {
        return element(DerTag.UTF8_STRING, Bytes.utf8(text));
    }

    /// A PrintableString.
    public DerWriter printableString(String text) {
        return element(DerTag.PRINTABLE_STRING, ascii(text));
    }

    /// An IA5String.
    public DerWriter ia5String(String text) {
        return element(DerTag.IA5_STRING, ascii(text));
    }

    private static Bytes ascii(String text) {
        if (text.chars().anyMatch(c -> c >= 0x80)) {
            throw new DerException("'" + text + "' is not ASCII; write it as a UTF8String");
        }
        return Bytes.utf8(text);
    }

    /// A UTCTime through the year 2049, else a GeneralizedTime (RFC 5280 §4.1.2.5); parts of seconds are dropped.
    public DerWriter time(Instant time) {
        return DerTime.isUtc(time) ? element(DerTag.UTC_TIME, DerTime.utcContents(time)) : generalizedTime(time);
    }

    /// A GeneralizedTime, for structures that have no choice, such as those of OCSP.
    public DerWriter generalizedTime(Instant time) {
        return element(DerTag.GENERALIZED_TIME, DerTime.generalizedContents(time));
    }

    // Results

    /// Everything written so far; the writer is empty again.
    public Bytes toBytes() {
        var bytes = Bytes.copyOf(out, 0, length);
        wipe();
        return bytes;
    }

    /// Everything written so far, as a secret; the writer is empty again.
    public Secret toSecret() {
        var secret = Secret.copyOf(out, 0, length);
        wipe();
        return secret;
    }

    // Identifier, length, contents

    private DerWriter element(int tag, byte[] contents, int count) {
        appendOctet(tag);
        if (count < 0x80) {
            appendOctet(count);
        } else {
            int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(count) + 7) / 8;
            appendOctet(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                appendOctet(count >> 8 * i);
            }
        }
        return append(contents, count);
    }

    private void appendOctet(int octet) {
        reserve(1);
        out[length++] = (byte) octet;
    }

    private DerWriter append(byte[] octets, int count) {
        reserve(count);
        System.arraycopy(octets, 0, out, length, count);
        length += count;
        return this;
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > out.length) {
            var larger = Arrays.copyOf(out, Math.max(needed, 2 * out.length));
            Arrays.fill(out, (byte) 0);
            out = larger;
        }
    }

    private void wipe() {
        Arrays.fill(out, 0, length, (byte) 0);
        length = 0;
    }
}
