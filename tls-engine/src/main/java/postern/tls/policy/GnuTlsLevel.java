package postern.tls.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a level of GnuTLS, such as `NORMAL`, stands for: a list for each kind of thing, in order.
///
/// @param versions empty if the level does not speak of them
record GnuTlsLevel(
        List<String> ciphers,
        List<String> macs,
        List<String> keyExchanges,
        List<String> signatures,
        List<String> groups,
        List<String> versions) {
    static final List<String> CIPHERS =
            words("AES-256-GCM CHACHA20-POLY1305 AES-256-CCM AES-256-CBC AES-128-GCM AES-128-CCM AES-128-CBC");
    static final List<String> MACS = List.of("SHA1", "AEAD");
    static final List<String> KEY_EXCHANGES = words("ECDHE-ECDSA ECDHE-RSA RSA DHE-RSA");
    static final List<String> CURVES = words("SECP256R1 SECP384R1 SECP521R1 X25519 X448");
    static final List<String> FIELDS = words("FFDHE2048 FFDHE3072 FFDHE4096 FFDHE6144 FFDHE8192");
    static final List<String> GROUPS = both(CURVES, FIELDS);
    static final List<String> GOST_GROUPS = words("GC256A GC256B GC256C GC256D GC512A GC512B GC512C");
    static final List<String> SIGNATURES = both(sha2(), words("RSA-SHA1 ECDSA-SHA1"));

    /// Read in their order: what `*-GOST-ALL` stands for.
    static final GnuTlsLevel GOST = new GnuTlsLevel(
            List.of("GOST28147-TC26Z-CNT"),
            List.of("GOST28147-TC26Z-IMIT"),
            List.of("VKO-GOST-12"),
            words("GOSTR341012-256 GOSTR341012-512"),
            GOST_GROUPS,
            List.of());

    private static final GnuTlsLevel NORMAL =
            new GnuTlsLevel(CIPHERS, MACS, KEY_EXCHANGES, SIGNATURES, GROUPS, List.of());

    private static final GnuTlsLevel PFS =
            new GnuTlsLevel(CIPHERS, MACS, words("ECDHE-ECDSA ECDHE-RSA DHE-RSA"), SIGNATURES, GROUPS, List.of());

    /// What is fast comes first, and the key exchange that asks least of the client.
    private static final GnuTlsLevel PERFORMANCE = new GnuTlsLevel(
            words("AES-128-GCM AES-256-GCM CHACHA20-POLY1305 AES-128-CCM AES-256-CCM AES-128-CBC AES-256-CBC"),
            MACS,
            words("RSA ECDHE-ECDSA ECDHE-RSA DHE-RSA"),
            SIGNATURES,
            GROUPS,
            List.of());

    private static final GnuTlsLevel SECURE128 = new GnuTlsLevel(
            words("AES-256-GCM CHACHA20-POLY1305 AES-256-CBC AES-256-CCM AES-128-GCM AES-128-CBC AES-128-CCM"),
            MACS,
            KEY_EXCHANGES,
            sha2(),
            GROUPS,
            List.of());

    private static final GnuTlsLevel SECURE192 = new GnuTlsLevel(
            words("AES-256-GCM CHACHA20-POLY1305 AES-256-CBC AES-256-CCM"),
            List.of("AEAD"),
            KEY_EXCHANGES,
            sha2().stream()
                    .filter(name -> !name.contains("256") && !name.endsWith("Ed25519"))
                    .toList(),
            words("SECP384R1 SECP521R1 FFDHE8192"),
            List.of());

    private static final GnuTlsLevel SUITEB128 = new GnuTlsLevel(
            words("AES-256-GCM AES-128-GCM"),
            List.of("AEAD"),
            List.of("ECDHE-ECDSA"),
            words("ECDSA-SHA256 ECDSA-SECP256R1-SHA256 ECDSA-SHA384 ECDSA-SECP384R1-SHA384"),
            words("SECP256R1 SECP384R1"),
            List.of("TLS1.2"));

    private static final GnuTlsLevel SUITEB192 = new GnuTlsLevel(
            List.of("AES-256-GCM"),
            List.of("AEAD"),
            List.of("ECDHE-ECDSA"),
            words("ECDSA-SHA384 ECDSA-SECP384R1-SHA384"),
            List.of("SECP384R1"),
            List.of("TLS1.2"));

    /// The level of a name, in any capitals.
    static Optional<GnuTlsLevel> named(String name) {
        return Optional.ofNullable(
                switch (name.toUpperCase(Locale.ROOT)) {
                    case "NORMAL", "LEGACY" -> NORMAL;
                    case "PFS" -> PFS;
                    case "PERFORMANCE" -> PERFORMANCE;
                    case "SECURE128", "SECURE" -> SECURE128;
                    case "SECURE192", "SECURE256" -> SECURE192;
                    case "SUITEB128" -> SUITEB128;
                    case "SUITEB192" -> SUITEB192;
                    default -> null;
                });
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static List<String> both(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /// For each hash RSA, PSS with either kind of key, ECDSA in the manner of TLS 1.2 and of 1.3, then Edwards.
    private static List<String> sha2() {
        var all = new ArrayList<String>();
        for (var each : List.of("256 256R1 EdDSA-Ed25519", "384 384R1 EdDSA-Ed448", "512 521R1")) {
            var part = each.split(" ");
            for (var scheme : List.of("RSA-", "RSA-PSS-", "RSA-PSS-RSAE-", "ECDSA-", "ECDSA-SECP" + part[1] + "-")) {
                all.add(scheme + "SHA" + part[0]);
            }
            if (part.length > 2) {
                all.add(part[2]);
            }
        }
        return List.copyOf(all);
    }
}
