package postern.crypto.key;

import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.rsa.RsaPrivateKey;
import postern.crypto.rsa.RsaPrivateNumbers;
import postern.crypto.rsa.RsaPublicKey;

/// RSAPrivateKey of PKCS#1 (RFC 8017 appendix A.1.2):
///
///     RSAPrivateKey ::= SEQUENCE {
///         version INTEGER { two-prime(0), multi(1) },
///         modulus INTEGER,  publicExponent INTEGER,  privateExponent INTEGER,
///         prime1 INTEGER,  prime2 INTEGER,  exponent1 INTEGER,  exponent2 INTEGER,  coefficient INTEGER }
final class RsaPrivateKeyDer {
    private static final int TWO_PRIMES = 0;

    private RsaPrivateKeyDer() {}

    static RsaPrivateKey read(Secret der) {
        var in = DerReader.ofSecret(der);
        var key = in.sequence();
        in.end();
        if (key.smallInteger() != TWO_PRIMES) {
            throw new KeyException("RSA key with more than two primes is not supported");
        }
        var publicKey = new RsaPublicKey(copy(key.unsignedInteger()), copy(key.unsignedInteger()));
        var numbers = new RsaPrivateNumbers(
                key.secretInteger(),
                key.secretInteger(),
                key.secretInteger(),
                key.secretInteger(),
                key.secretInteger(),
                key.secretInteger());
        try {
            key.end();
            return new RsaPrivateKey(publicKey, numbers);
        } catch (IllegalArgumentException e) {
            numbers.close();
            throw e;
        }
    }

    /// Memory of its own: the structure it stands in is wiped.
    private static Bytes copy(Bytes number) {
        return Bytes.adopt(number.toArray());
    }

    static void write(DerWriter out, RsaPrivateKey key) {
        try (var numbers = key.numbers()) {
            out.sequence(s -> s.integer(TWO_PRIMES)
                    .unsignedInteger(key.publicKey().modulus())
                    .unsignedInteger(key.publicKey().exponent())
                    .secretInteger(numbers.d())
                    .secretInteger(numbers.p())
                    .secretInteger(numbers.q())
                    .secretInteger(numbers.dp())
                    .secretInteger(numbers.dq())
                    .secretInteger(numbers.qInverse()));
        }
    }
}
