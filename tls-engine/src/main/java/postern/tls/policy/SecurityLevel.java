package postern.tls.policy;

import java.util.List;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Strength;

/// OpenSSL's security level: what a connection has to be worth at least, in bits of a symmetric key (the manual
/// page of `SSL_CTX_set_security_level`). Each question that a handshake may ask has its method; all are pure.
///
/// The manual speaks of RSA and Diffie-Hellman with 1024, 2048, 3072, 7680 and 15360 bits. What OpenSSL does is to
/// compute what a modulus is worth against the number field sieve (NIST SP 800-56B, appendix D) and to round that
/// to a multiple of eight; the lengths here are the shortest that come out right.
public enum SecurityLevel {
    /// Everything goes.
    LEVEL_0(0, 0, 0),
    LEVEL_1(80, 919, 160),
    LEVEL_2(112, 1962, 224),
    LEVEL_3(128, 2670, 256),
    LEVEL_4(192, 6944, 384),
    LEVEL_5(256, 13911, 512);

    private static final List<SecurityLevel> ALL = List.of(values());

    private final int bits;
    private final int modulusBits;
    private final int curveBits;

    SecurityLevel(int bits, int modulusBits, int curveBits) {
        this.bits = bits;
        this.modulusBits = modulusBits;
        this.curveBits = curveBits;
    }

    /// The level of this number, 0 to 5.
    public static SecurityLevel of(int number) {
        return ALL.get(number);
    }

    /// How it is written in a cipher string.
    public String rule() {
        return "@SECLEVEL=" + ordinal();
    }

    /// What it asks of certificates. Nothing at level 0, where broken signatures pass, too.
    public Strength demand() {
        return new Strength(rule(), modulusBits, curveBits, bits);
    }

    /// What a connection has to be worth, in bits.
    public int bits() {
        return bits;
    }

    /// What the key of a suite is worth, in bits: its length, except with 3DES, where a meeting in the middle
    /// saves a third of the work.
    public static int strength(CipherSuite suite) {
        return suite.bulk() == Bulk.TRIPLE_DES_CBC ? 112 : suite.bits();
    }

    /// Whether a suite may be used: long enough keys; from level 1 somebody has to be authenticated, and not by
    /// MD5; from 2 no RC4; from 3 forward secrecy; from 4 no MAC of SHA-1.
    public boolean allows(CipherSuite suite) {
        if (this == LEVEL_0) {
            return true;
        }
        boolean weak = strength(suite) < bits || suite.auth() == Auth.NONE || suite.mac() == Mac.MD5;
        boolean rc4 = atLeast(LEVEL_2) && suite.bulk() == Bulk.RC4_128;
        boolean secrecy = suite.kx() == Kx.ANY
                || suite.kx().isEllipticCurve()
                || suite.kx().isFiniteField();
        boolean sha1 = atLeast(LEVEL_4) && suite.mac() == Mac.SHA1;
        return !weak && !rc4 && !sha1 && (secrecy || !atLeast(LEVEL_3));
    }

    /// Whether a version may be used.
    public boolean allows(ProtocolVersion version) {
        return switch (this) {
            case LEVEL_0, LEVEL_1 -> true;
            case LEVEL_2 -> version.atLeast(ProtocolVersion.TLS10);
            case LEVEL_3 -> version.atLeast(ProtocolVersion.TLS11);
            case LEVEL_4, LEVEL_5 -> version.atLeast(ProtocolVersion.TLS12);
        };
    }

    /// Whether a signature in the handshake may be made so. SHA-1 is worth 64 bits, less than any level but 0 asks
    /// for; another hash is worth half its length.
    public boolean allows(SignatureScheme scheme) {
        return switch (scheme) {
            case ED25519 -> bits <= 128;
            case ED448 -> bits <= 224;
            default -> scheme.hash().map(SecurityLevel::worth).orElse(0) >= bits;
        };
    }

    private static int worth(HashAlgorithm hash) {
        return switch (hash) {
            case MD5 -> 39;
            case SHA1 -> 64;
            default -> 4 * hash.length();
        };
    }

    /// Whether keys may be agreed in a group.
    public boolean allows(NamedGroup group) {
        return switch (group) {
            case X25519 -> bits <= 128;
            case X448 -> bits <= 224;
            case SECP256R1MLKEM768, X25519MLKEM768 -> bits <= 192;
            case SECP384R1MLKEM1024 -> true;
            default ->
                group.kind() == NamedGroup.Kind.FINITE_FIELD
                        ? allowsPrime(8 * group.shareLength())
                        : 4 * (group.shareLength() - 1) >= curveBits;
        };
    }

    /// Whether Diffie-Hellman may be done modulo a prime of this length. Even at level 0 it has to be worth 80
    /// bits.
    public boolean allowsPrime(int length) {
        return length >= primeBits();
    }

    /// The shortest prime for Diffie-Hellman.
    public int primeBits() {
        return Math.max(modulusBits, LEVEL_1.modulusBits);
    }

    /// Whether sessions may be resumed by tickets, which keep no forward secrecy.
    public boolean allowsTickets() {
        return !atLeast(LEVEL_3);
    }

    private boolean atLeast(SecurityLevel other) {
        return compareTo(other) >= 0;
    }
}
