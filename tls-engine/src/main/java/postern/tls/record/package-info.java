/// The record layer: from a stream of octets to the content of records and back (RFC 9846 §5, RFC 5246 §6).
///
/// Reading order:
///
/// 1. [postern.tls.record.ContentType]: the four things a record can carry.
/// 2. [postern.tls.record.RecordReader]: octets in as they arrive, one opened record at a time out. The limits
///    that keep a peer from making us work or hold memory for nothing stand there as constants, each with the
///    attack it stops.
/// 3. [postern.tls.record.RecordProtection]: what a construction has to do, and one class for each:
///    [postern.tls.record.Plaintext] before the first keys, [postern.tls.record.Tls13Protection] with its
///    [postern.tls.record.RecordPadding], and [postern.tls.record.Tls12Aead] with its explicit or implicit
///    nonce; then the older ones with a MAC beside the cipher, [postern.tls.record.CbcMacThenEncrypt],
///    [postern.tls.record.CbcEncryptThenMac] and [postern.tls.record.StreamThenMac], over `RecordCbc` and
///    `RecordMac`. `RecordNonce` and `Sequence` see to it that no nonce comes twice under one key.
/// 4. [postern.tls.record.HandshakeJoiner]: handshake messages out of records, and the two rules about where a
///    message may end.
/// 5. [postern.tls.record.RecordWriter]: content in, sealed records out.
///
/// Nothing here knows a handshake message. A record is bytes of a type; what they mean, and whether they may come
/// now, is for the layers above. That is why a change_cipher_spec is checked here for its form and there for its
/// time.
///
/// Why windows on arrays and not [postern.crypto.bytes.Bytes]: this is the one path that every octet of a mail
/// takes. A record is copied once into the place where it is sealed or opened, and nothing is allocated for it.
@NullMarked
package postern.tls.record;

import org.jspecify.annotations.NullMarked;
