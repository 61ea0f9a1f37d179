package postern.tls.pki;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import postern.crypto.bytes.Bytes;

/// The format of RFC 1950. Certificates are public, and nothing of the attacker's stands beside anything secret in
/// the message, so that its length tells nothing (RFC 8879 §6).
final class ZlibCompressor implements CertificateCompressor {
    private static final int CODE = 1;

    @Override
    public int code() {
        return CODE;
    }

    @Override
    public Bytes compress(Bytes content) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(content.toArray());
            deflater.finish();
            var out = new byte[64 + content.length()];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(out, length, out.length - length);
                out = length == out.length ? Arrays.copyOf(out, 2 * length) : out;
            }
            return Bytes.copyOf(out, 0, length);
        }
    }

    /// A bomb ends where the array does.
    @Override
    public Optional<Bytes> decompress(Bytes compressed, int length) {
        try (var inflater = new Inflater()) {
            inflater.setInput(compressed.toArray());
            // One octet more than there should be, to see whether there is.
            var out = new byte[length + 1];
            int found = 0;
            for (int n = 1; n > 0 && found < out.length; found += n) {
                n = inflater.inflate(out, found, out.length - found);
            }
            boolean whole = inflater.finished() && found == length && inflater.getRemaining() == 0;
            return whole ? Optional.of(Bytes.copyOf(out, 0, length)) : Optional.empty();
        } catch (DataFormatException _) {
            return Optional.empty();
        }
    }
}
