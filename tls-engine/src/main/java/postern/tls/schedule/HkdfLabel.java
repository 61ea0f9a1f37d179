package postern.tls.schedule;

import java.nio.charset.StandardCharsets;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hkdf;

/// What a derived secret is for (RFC 9846 §7.1):
///
/// ```
/// struct {
///     uint16 length;
///     opaque label<7..255> = "tls13 " + Label;
///     opaque context<0..255> = Context;
/// } HkdfLabel;
/// ```
///
/// Every output is bound to its purpose, its length and its context, so that none can be taken for another.
final class HkdfLabel {
    private HkdfLabel() {}

    /// `HKDF-Expand-Label(Secret, Label, Context, Length)`.
    static Secret expandLabel(HashAlgorithm hash, Secret secret, Purpose purpose) {
        return Hkdf.expand(hash, secret, purpose.encode(), purpose.length());
    }

    /// `Derive-Secret(Secret, Label, Messages)`.
    static Secret deriveSecret(Secret secret, String label, Transcript messages) {
        var hash = messages.algorithm();
        return expandLabel(hash, secret, new Purpose(label, messages.digest(), hash.length()));
    }

    /// The three fields of the structure.
    record Purpose(String label, Bytes context, int length) {
        /// A purpose without a context.
        static Purpose of(String label, int length) {
            return new Purpose(label, Bytes.EMPTY, length);
        }

        private Bytes encode() {
            var text = Bytes.copyOf(("tls13 " + label).getBytes(StandardCharsets.US_ASCII));
            return Bytes.concat(
                    Bytes.of(length >> 8, length & 0xff, text.length()), text, Bytes.of(context.length()), context);
        }
    }
}
