package postern.tls.policy;

import java.util.Optional;
import postern.tls.pki.Strength;

/// GnuTLS' classes of strength, from the weakest to the strongest: each is worth so many bits of a symmetric key,
/// and asks for as much of RSA and Diffie-Hellman, and of curves. RFC 6460 stands at the end.
public enum GnuTlsProfile {
    VERY_WEAK(64, 767, 128),
    WEAK(72, 1008, 160),
    LOW(80, 1024, 160),
    LEGACY(96, 1776, 192),
    MEDIUM(112, 2048, 224),
    HIGH(128, 3072, 256),
    ULTRA(192, 8192, 384),
    FUTURE(256, 15360, 512),
    SUITEB128(128, Strength.NO_RSA, 256),
    SUITEB192(192, Strength.NO_RSA, 384);

    private final int bits;
    private final int modulusBits;
    private final int curveBits;

    GnuTlsProfile(int bits, int modulusBits, int curveBits) {
        this.bits = bits;
        this.modulusBits = modulusBits;
        this.curveBits = curveBits;
    }

    /// What certificates have to be worth under a level; empty if it does not say.
    static Optional<GnuTlsProfile> ofLevel(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "LEGACY" -> null;
                    case "SECURE192", "SECURE256" -> HIGH;
                    case "SUITEB128" -> SUITEB128;
                    case "SUITEB192" -> SUITEB192;
                    default -> LOW;
                });
    }

    /// How large a level wants the primes of Diffie-Hellman.
    static GnuTlsProfile ofPrimes(String name) {
        return switch (name) {
            case "LEGACY" -> VERY_WEAK;
            case "SECURE", "SECURE128" -> LOW;
            case "SECURE192", "SECURE256", "SUITEB128" -> HIGH;
            case "SUITEB192" -> ULTRA;
            default -> WEAK;
        };
    }

    /// The profile that a keyword sets, if it sets one. `%PROFILE_SUITEB192` sets that of 128 bits: so does GnuTLS
    /// 3.7.
    static Optional<GnuTlsProfile> of(GnuTlsFlag flag) {
        return Optional.ofNullable(
                switch (flag) {
                    case PROFILE_VERY_WEAK -> VERY_WEAK;
                    case PROFILE_LOW -> LOW;
                    case PROFILE_LEGACY -> LEGACY;
                    case PROFILE_MEDIUM -> MEDIUM;
                    case PROFILE_HIGH -> HIGH;
                    case PROFILE_ULTRA -> ULTRA;
                    case PROFILE_FUTURE -> FUTURE;
                    case PROFILE_SUITEB128, PROFILE_SUITEB192 -> SUITEB128;
                    default -> null;
                });
    }

    /// The shortest prime of Diffie-Hellman.
    int primeBits() {
        return modulusBits;
    }

    /// What it asks of certificates.
    Strength strength() {
        return new Strength("GnuTLS profile " + name(), modulusBits, curveBits, bits);
    }
}
