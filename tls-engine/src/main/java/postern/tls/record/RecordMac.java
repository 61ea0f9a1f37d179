package postern.tls.record;

import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;
import postern.crypto.hash.SecretEnd;

/// The MAC of a record up to TLS 1.2: an HMAC over its number, its header and a fragment (RFC 5246 §6.2.3.1).
///
/// ```
/// HMAC( sequence number | type | version | length | fragment )
/// ```
///
/// The fragment is the content, or with encrypt-then-MAC the ciphertext (RFC 7366 §3). Its length stands in the
/// code even where it is a secret.
final class RecordMac {
    private static final int TYPE_OFFSET = Long.BYTES;
    private static final int LENGTH_OFFSET = TYPE_OFFSET + 3;

    private final int version;
    private final Hmac hmac;
    private final byte[] description = new byte[LENGTH_OFFSET + 2];
    private final byte[] code;

    RecordMac(HashAlgorithm hash, Secret key, int version) {
        this.version = version;
        this.hmac = new Hmac(hash, key);
        this.code = new byte[hash.length()];
    }

    int length() {
        return code.length;
    }

    /// The version in the header.
    int version() {
        return version;
    }

    /// Takes type and version as they stand in the header of a record: what is sealed or opened.
    RecordMac header(Span record) {
        System.arraycopy(record.array(), record.offset(), description, TYPE_OFFSET, LENGTH_OFFSET - TYPE_OFFSET);
        return this;
    }

    /// The code of a fragment behind that header; valid until the next call.
    byte[] of(long number, Span fragment) {
        describe(number, fragment.length());
        hmac.update(fragment.array(), fragment.offset(), fragment.length());
        hmac.macInto(code, 0);
        return code;
    }

    /// The code of a fragment whose end is secret, behind that header; valid until the next call.
    byte[] of(long number, SecretEnd fragment) {
        describe(number, fragment.window().length() - fragment.unused());
        hmac.macInto(code, fragment);
        return code;
    }

    /// All ones if the code of a fragment stands at an index of an array.
    int equalMask(byte[] expected, Span where) {
        return ConstantTime.equalMask(expected, 0, where.array(), where.offset(), expected.length);
    }

    private void describe(long number, int length) {
        Endian.putLongBe(description, 0, number);
        description[LENGTH_OFFSET] = (byte) (length >> 8);
        description[LENGTH_OFFSET + 1] = (byte) length;
        hmac.update(description, 0, description.length);
    }

    void wipe() {
        hmac.close();
    }
}
