package postern.tls.record;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;

/// The nonces of one key: twelve octets, the IV of the connection with a number XORed into its last eight
/// (RFC 9846 §5.3, RFC 7905 §2).
///
/// TLS 1.2 puts four octets of IV before eight that travel in the record (RFC 5288 §3). That is the same, with an
/// IV that ends in zeros.
final class RecordNonce {
    static final int LENGTH = 12;
    static final int NUMBER_LENGTH = 8;

    private final byte[] iv;
    private final byte[] nonce = new byte[LENGTH];

    /// Copies the IV, and adds zeros if it is shorter than a nonce.
    RecordNonce(Secret iv) {
        this.iv = Arrays.copyOf(iv.expose(), LENGTH);
    }

    /// The nonce with this number, valid until the next call.
    byte[] with(long number) {
        System.arraycopy(iv, 0, nonce, 0, LENGTH);
        int at = LENGTH - NUMBER_LENGTH;
        Endian.putLongBe(nonce, at, Endian.getLongBe(iv, at) ^ number);
        return nonce;
    }

    void wipe() {
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
    }
}
