package postern.tls.record;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.BlockCipher;
import postern.crypto.cipher.CbcMode;

/// Cipher block chaining as records use it, in one direction. Where the IV comes from is what TLS 1.1 changed:
///
/// - **explicit**: each record begins with a block of its own (RFC 4346 §6.2.3.2). It has to be unpredictable;
///   ours is the record's number enciphered under the record key (SP 800-38A appendix C), which nobody without
///   the key can tell before it is sent, and which never repeats.
/// - **chained**: the last block of the record before, the first time a part of the key block (RFC 2246
///   §6.2.3.2). Whoever sees it and can choose what comes next can test guesses about what came before (BEAST,
///   2011); see [#nextContent].
final class RecordCbc {
    private final BlockCipher cipher;
    private final CbcMode mode;
    private final boolean explicit;
    private final byte[] iv;
    private final Span ivBlock;

    private RecordCbc(BlockCipher cipher, boolean explicit, byte[] iv) {
        this.cipher = cipher;
        this.mode = new CbcMode(cipher);
        this.explicit = explicit;
        this.iv = iv;
        this.ivBlock = Span.of(iv);
    }

    /// An IV in each record. Owns the cipher.
    static RecordCbc explicit(BlockCipher cipher) {
        return new RecordCbc(cipher, true, new byte[cipher.blockLength()]);
    }

    /// A chain from record to record. Owns the cipher.
    static RecordCbc chained(BlockCipher cipher, Secret firstIv) {
        return new RecordCbc(cipher, false, firstIv.expose().clone());
    }

    /// How much of the content the next record takes. With an IV that an eavesdropper knows, one octet alone goes
    /// before the rest of each piece of data: its record ends in what nobody can choose, be it a MAC or its
    /// cipher, and so makes the IV of the rest unpredictable ("1/n-1 splitting", the answer to BEAST).
    int nextContent(ContentType type, int written, int left) {
        boolean alone = !explicit && type == ContentType.APPLICATION_DATA && written == 0;
        return alone ? 1 : Math.min(left, RecordProtection.MAX_PLAINTEXT);
    }

    int blockLength() {
        return iv.length;
    }

    /// The octets before the ciphertext.
    int ivLength() {
        return explicit ? iv.length : 0;
    }

    /// What content, MAC and padding of this many octets make: whole blocks with at least one octet of padding.
    int padded(int length) {
        return (length / iv.length + 1) * iv.length;
    }

    /// Pads (RFC 5246 §6.2.3.2): every octet of the padding says how many there are but itself.
    ///
    /// @param body the IV's place, then `length` octets, then room to fill the last block
    void pad(Span body, int length) {
        int from = body.offset() + ivLength() + length;
        int to = body.offset() + body.length();
        Arrays.fill(body.array(), from, to, (byte) (to - from - 1));
    }

    /// Writes the IV and enciphers what stands behind its place.
    void encrypt(long number, Span body) {
        if (explicit) {
            Arrays.fill(iv, (byte) 0);
            Endian.putLongBe(iv, iv.length - Long.BYTES, number);
            cipher.encrypt(ivBlock, ivBlock);
            System.arraycopy(iv, 0, body.array(), body.offset(), iv.length);
        }
        stepOverIv(body);
        mode.encrypt(iv, body, body);
    }

    /// Deciphers, and moves the window behind the IV.
    void decrypt(Span body) {
        if (explicit) {
            System.arraycopy(body.array(), body.offset(), iv, 0, iv.length);
        }
        stepOverIv(body);
        mode.decrypt(iv, body, body);
    }

    private void stepOverIv(Span body) {
        body.set(body.array(), body.offset() + ivLength(), body.length() - ivLength());
    }

    void wipe() {
        cipher.close();
        Arrays.fill(iv, (byte) 0);
    }
}
