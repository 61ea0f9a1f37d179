package postern.crypto.asn1;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// One block of a PEM file that holds private keys: the digits are decoded without a table and never stand in a
/// `String`.
///
/// @param label what stands behind BEGIN, such as `PRIVATE KEY`
/// @param headers the lines `Name: value` of RFC 1421, which tell an encrypted key of the old form
/// @param der the octets that the Base64 digits spell, owned by this record
public record SecretPem(String label, List<String> headers, Secret der) implements AutoCloseable {
    public SecretPem {
        headers = List.copyOf(headers);
    }

    /// All blocks of a file, in their order; what stands around them is passed over. The file stays the caller's.
    ///
    /// @throws DerException if a block is torn or its digits are not Base64
    public static List<SecretPem> parseAll(Secret file) {
        var octets = file.expose();
        return new PemScanner(octets)
                .blocks().stream()
                        .map(block -> new SecretPem(
                                block.label(),
                                block.headers(),
                                Secret.adopt(Base64.decode(octets, block.from(), block.to()))))
                        .toList();
    }

    /// The file with one block: lines of 64 digits, each ended by a line feed (RFC 7468 §2).
    public static Secret encode(String label, Secret der) {
        var begin = ascii("-----BEGIN " + label + "-----\n");
        var digits = Base64.encode(der.expose());
        var end = ascii("-----END " + label + "-----\n");
        var file = new byte[begin.length() + digits.length + end.length()];
        begin.copyTo(file, 0);
        System.arraycopy(digits, 0, file, begin.length(), digits.length);
        end.copyTo(file, begin.length() + digits.length);
        Arrays.fill(digits, (byte) 0);
        return Secret.adopt(file);
    }

    private static Bytes ascii(String text) {
        return Bytes.adopt(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Wipes the octets.
    @Override
    public void close() {
        der.close();
    }
}
