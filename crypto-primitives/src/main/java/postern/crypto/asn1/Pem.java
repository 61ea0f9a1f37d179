package postern.crypto.asn1;

import java.nio.charset.StandardCharsets;
import java.util.List;
import postern.crypto.bytes.Bytes;

/// One block of a PEM text (RFC 7468) with public contents, such as a certificate. A private key is a [SecretPem].
///
/// @param label what stands behind BEGIN, such as `CERTIFICATE`
/// @param headers the lines `Name: value` of RFC 1421, which only old private keys have
/// @param der the octets that the Base64 digits spell
public record Pem(String label, List<String> headers, Bytes der) {
    public Pem {
        headers = List.copyOf(headers);
    }

    /// A block as it is written today, without headers.
    public Pem(String label, Bytes der) {
        this(label, List.of(), der);
    }

    /// All blocks of a text, in their order; what stands around them is passed over. A text without any gives an
    /// empty list.
    ///
    /// @throws DerException if a block is torn or its digits are not Base64
    public static List<Pem> parseAll(String text) {
        return parseAll(Bytes.utf8(text));
    }

    /// All blocks of a file.
    public static List<Pem> parseAll(Bytes file) {
        var octets = file.toArray();
        return new PemScanner(octets)
                .blocks().stream()
                        .map(block -> new Pem(
                                block.label(),
                                block.headers(),
                                Bytes.adopt(Base64.decode(octets, block.from(), block.to()))))
                        .toList();
    }

    /// The block as a text: lines of 64 digits, each ended by a line feed (RFC 7468 §2).
    public String encode() {
        var text = new StringBuilder("-----BEGIN " + label + "-----\n");
        headers.forEach(header -> text.append(header).append('\n'));
        text.append(headers.isEmpty() ? "" : "\n");
        text.append(new String(Base64.encode(der.toArray()), StandardCharsets.US_ASCII));
        return text + "-----END " + label + "-----\n";
    }

    /// The label and the length: a block may turn out to be a key, and is not to end in a log.
    @Override
    public String toString() {
        return "Pem[" + label + ", " + der.length() + " octets]";
    }
}
