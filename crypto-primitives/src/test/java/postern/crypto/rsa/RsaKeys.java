package postern.crypto.rsa;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import postern.crypto.asn1.DerReader;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Keys that the JDK made, for both sides; one of each length, made when first asked for.
final class RsaKeys {
    private static final Map<Integer, RSAPrivateCrtKey> MADE = new ConcurrentHashMap<>();

    private RsaKeys() {}

    static RSAPrivateCrtKey jdk(int bits) {
        return MADE.computeIfAbsent(bits, RsaKeys::generate);
    }

    private static RSAPrivateCrtKey generate(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RsaPrivateKey ours(int bits) {
        return ours(jdk(bits));
    }

    static RsaPrivateKey ours(RSAPrivateCrtKey key) {
        return new RsaPrivateKey(
                new RsaPublicKey(octets(key.getModulus()), octets(key.getPublicExponent())),
                new RsaPrivateNumbers(
                        secret(key.getPrivateExponent()),
                        secret(key.getPrimeP()),
                        secret(key.getPrimeQ()),
                        secret(key.getPrimeExponentP()),
                        secret(key.getPrimeExponentQ()),
                        secret(key.getCrtCoefficient())));
    }

    /// The numbers of an RSAPrivateKey (RFC 8017 appendix A.1.2) as vectors give it.
    static RsaPrivateKey fromDer(byte[] der) {
        var in = new DerReader(Bytes.copyOf(der)).sequence();
        in.smallInteger();
        var publicKey = new RsaPublicKey(in.unsignedInteger(), in.unsignedInteger());
        return new RsaPrivateKey(
                publicKey,
                new RsaPrivateNumbers(
                        in.secretInteger(),
                        in.secretInteger(),
                        in.secretInteger(),
                        in.secretInteger(),
                        in.secretInteger(),
                        in.secretInteger()));
    }

    /// The RSAPrivateKey within PKCS#8 (RFC 5958 §2).
    static RsaPrivateKey fromPkcs8(Bytes der) {
        var info = new DerReader(der).sequence();
        info.smallInteger();
        info.rawElement();
        return fromDer(info.octetString().toArray());
    }

    static PublicKey jdkPublic(RsaPublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(big(key.modulus()), big(key.exponent())));
    }

    static PrivateKey jdkPrivate(RsaPrivateKey key) throws GeneralSecurityException {
        var numbers = key.numbers();
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        big(key.publicKey().modulus()),
                        big(key.publicKey().exponent()),
                        big(numbers.d()),
                        big(numbers.p()),
                        big(numbers.q()),
                        big(numbers.dp()),
                        big(numbers.dq()),
                        big(numbers.qInverse())));
    }

    static BigInteger big(Bytes number) {
        return new BigInteger(1, number.toArray());
    }

    static BigInteger big(Secret number) {
        return new BigInteger(1, number.expose());
    }

    static Bytes octets(BigInteger number) {
        return Bytes.adopt(number.toByteArray());
    }

    static Secret secret(BigInteger number) {
        return Secret.adopt(number.toByteArray());
    }
}
