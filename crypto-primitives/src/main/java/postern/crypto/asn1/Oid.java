package postern.crypto.asn1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postern.crypto.bytes.Bytes;

/// An object identifier in its dotted form, such as `1.2.840.113549.1.1.11`.
///
/// On the wire the first two arcs share one number, 40 × first + second (X.690 §8.19.4), and every number is a row
/// of septets, most significant first, whose top bit says that another follows (§8.19.2).
///
/// @param dotted at least two arcs; the first is 0, 1 or 2, the second below 40 unless the first is 2
public record Oid(String dotted) {
    /// A number without bound would cost quadratic time to print. 128 bits hold the UUIDs under 2.25, the largest
    /// in use.
    private static final int MAX_BITS = 128;

    private static final int MAX_SEPTETS = (MAX_BITS + 6) / 7;

    /// Possessive (`++`), because a repeated group that can give back recurses for each arc: a certificate with an
    /// identifier of some thousand arcs would overflow the stack.
    private static final Pattern DOTTED = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]{0,38}+))++");

    private static final BigInteger FORTY = BigInteger.valueOf(40);
    private static final BigInteger EIGHTY = BigInteger.valueOf(80);

    public Oid {
        if (!DOTTED.matcher(dotted).matches()) {
            throw new DerException("'" + dotted + "' is not an object identifier in dotted form");
        }
        var arcs = arcs(dotted);
        if (arcs.getFirst().intValue() < 2 && arcs.get(1).compareTo(FORTY) >= 0) {
            throw new DerException("the second arc of object identifier " + dotted + " is above 39 (X.690 §8.19.4)");
        }
        if (wireNumbers(dotted).stream().anyMatch(number -> number.bitLength() > MAX_BITS)) {
            throw new DerException("an arc of object identifier " + dotted + " has more than 128 bits");
        }
    }

    /// Reads the contents octets; `offset` is where they stand in the whole input.
    static Oid fromContents(Bytes contents, int offset) {
        if (contents.isEmpty()) {
            throw new DerException("OBJECT IDENTIFIER without contents", offset);
        }
        var dotted = new StringBuilder();
        int start = 0;
        for (int i = 0; i < contents.length(); i++) {
            if (contents.at(i) < 0x80) {
                append(dotted, number(contents.slice(start, i + 1 - start), offset + start));
                start = i + 1;
            }
        }
        if (start != contents.length()) {
            throw new DerException("OBJECT IDENTIFIER ends within an arc", offset + start);
        }
        return new Oid(dotted.toString());
    }

    private static BigInteger number(Bytes septets, int offset) {
        if (septets.at(0) == 0x80) {
            throw new DerException("arc of OBJECT IDENTIFIER with a leading zero (X.690 §8.19.2)", offset);
        }
        if (septets.length() > MAX_SEPTETS) {
            throw new DerException("arc of OBJECT IDENTIFIER with more than 128 bits", offset);
        }
        var value = BigInteger.ZERO;
        for (int i = 0; i < septets.length(); i++) {
            value = value.shiftLeft(7).or(BigInteger.valueOf(septets.at(i) & 0x7f));
        }
        if (value.bitLength() > MAX_BITS) {
            throw new DerException("arc of OBJECT IDENTIFIER with more than 128 bits", offset);
        }
        return value;
    }

    private static void append(StringBuilder dotted, BigInteger number) {
        if (!dotted.isEmpty()) {
            dotted.append('.').append(number);
        } else if (number.compareTo(EIGHTY) >= 0) {
            dotted.append("2.").append(number.subtract(EIGHTY));
        } else {
            dotted.append(number.intValue() / 40).append('.').append(number.intValue() % 40);
        }
    }

    /// The contents octets, without tag and length.
    Bytes contents() {
        var octets = new ArrayList<Integer>();
        for (var number : wireNumbers(dotted)) {
            int septets = Math.max(1, (number.bitLength() + 6) / 7);
            for (int i = septets - 1; i >= 0; i--) {
                int more = i == 0 ? 0 : 0x80;
                octets.add(number.shiftRight(7 * i).intValue() & 0x7f | more);
            }
        }
        return Bytes.of(octets.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<BigInteger> wireNumbers(String dotted) {
        var arcs = arcs(dotted);
        var numbers = new ArrayList<BigInteger>();
        numbers.add(arcs.getFirst().multiply(FORTY).add(arcs.get(1)));
        numbers.addAll(arcs.subList(2, arcs.size()));
        return numbers;
    }

    private static List<BigInteger> arcs(String dotted) {
        return Pattern.compile("\\.").splitAsStream(dotted).map(BigInteger::new).toList();
    }

    /// The dotted form.
    @Override
    public String toString() {
        return dotted;
    }
}
