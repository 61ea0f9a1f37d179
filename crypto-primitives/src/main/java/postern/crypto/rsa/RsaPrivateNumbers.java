package postern.crypto.rsa;

import postern.crypto.bytes.Secret;

/// The secret numbers of an RSA key in the form of RFC 8017 §3.2, each most significant octet first. Owned by
/// whoever holds the record.
///
/// @param d the private exponent, with e·d = 1 modulo p − 1 and modulo q − 1; kept for key files alone
/// @param p the first prime
/// @param q the second prime
/// @param dp 1/e modulo p − 1
/// @param dq 1/e modulo q − 1
/// @param qInverse 1/q modulo p
public record RsaPrivateNumbers(Secret d, Secret p, Secret q, Secret dp, Secret dq, Secret qInverse)
        implements AutoCloseable {
    /// An independent copy, with its own life.
    RsaPrivateNumbers copy() {
        return new RsaPrivateNumbers(d.copy(), p.copy(), q.copy(), dp.copy(), dq.copy(), qInverse.copy());
    }

    /// Wipes all of them.
    @Override
    public void close() {
        d.close();
        p.close();
        q.close();
        dp.close();
        dq.close();
        qInverse.close();
    }
}
