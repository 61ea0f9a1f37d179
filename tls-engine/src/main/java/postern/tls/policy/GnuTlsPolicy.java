package postern.tls.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.GnuTlsEdit.Listing;
import postern.tls.policy.PolicyException.Reason;

/// What a GnuTLS priority string selects, in GnuTLS' names. The lists are those that `gnutls-cli -l` prints; what
/// a handshake uses of them is less: [#usableGroups], [#usableSignatures].
///
/// @param suites those that the versions allow
/// @param versions TLS and DTLS
/// @param clientCertificates `X509` and `RAWPK`
/// @param profile what certificates have to be worth; empty if no token says so
/// @param primeBits the shortest prime for Diffie-Hellman
public record GnuTlsPolicy(
        List<CipherSuite> suites,
        List<String> versions,
        List<String> ciphers,
        List<String> macs,
        List<String> keyExchanges,
        List<String> groups,
        List<String> signatures,
        List<String> clientCertificates,
        List<String> serverCertificates,
        Set<GnuTlsFlag> flags,
        Optional<GnuTlsProfile> profile,
        int primeBits) {
    /// The library has room for so many.
    private static final int MAX_SUITES = 256;

    private static final List<String> SIGNED_VERSIONS = List.of("TLS1.3", "TLS1.2", "DTLS1.2");

    /// Draws the conclusions from the lists, in the library's order.
    ///
    /// @throws PolicyException if no version or no suite is left
    static GnuTlsPolicy of(GnuTlsState state) {
        var versions = new LinkedHashSet<>(state.of(Listing.VERSIONS));
        versions.remove("SSL3.0");
        if (excludesTls13(state)) {
            versions.remove("TLS1.3");
        }
        require(!versions.isEmpty());
        if (versions.equals(Set.of("TLS1.3")) && !hasPsk(state)) {
            state.of(Listing.KEY_EXCHANGES).clear();
        }
        var collected = collect(state);
        if (usableSignatures(state.of(Listing.SIGNATURES), versions).isEmpty()) {
            SIGNED_VERSIONS.forEach(versions::remove);
        }
        require(!versions.isEmpty() && !collected.isEmpty());
        if (lacksForTls13(state, versions)) {
            versions.remove("TLS1.3");
        }
        return new GnuTlsPolicy(
                collected.stream().filter(suite -> isListed(suite, versions)).toList(),
                List.copyOf(versions),
                List.copyOf(state.of(Listing.CIPHERS)),
                List.copyOf(state.of(Listing.MACS)),
                List.copyOf(state.of(Listing.KEY_EXCHANGES)),
                List.copyOf(state.of(Listing.GROUPS)),
                List.copyOf(state.of(Listing.SIGNATURES)),
                List.copyOf(state.of(Listing.CLIENT_CERTIFICATES)),
                List.copyOf(state.of(Listing.SERVER_CERTIFICATES)),
                Set.copyOf(state.flags()),
                state.profile(),
                state.primes().map(GnuTlsProfile::primeBits).orElse(0));
    }

    private static void require(boolean sufficient) {
        if (!sufficient) {
            throw new PolicyException(Reason.NO_PRIORITIES, 0, 1);
        }
    }

    private static boolean excludesTls13(GnuTlsState state) {
        return state.of(Listing.CIPHERS).contains("NULL")
                || state.flags().contains(GnuTlsFlag.NO_EXTENSIONS)
                || state.of(Listing.KEY_EXCHANGES).stream()
                        .anyMatch(kx -> kx.startsWith("SRP") || kx.equals("RSA-PSK"));
    }

    private static boolean hasPsk(GnuTlsState state) {
        return state.of(Listing.KEY_EXCHANGES).stream().anyMatch(kx -> kx.endsWith("PSK") && !kx.equals("RSA-PSK"));
    }

    /// TLS 1.3 needs a group or a pre-shared key, and no gap between it and the older versions.
    private static boolean lacksForTls13(GnuTlsState state, Set<String> versions) {
        boolean group = state.of(Listing.GROUPS).stream().anyMatch(GnuTlsPolicy::isUsable);
        boolean old = versions.contains("TLS1.0") || versions.contains("TLS1.1");
        return !hasPsk(state) && !group || old && !versions.contains("TLS1.2");
    }

    /// Every suite that can be made of the lists: those of TLS 1.3 first, then by key exchange, cipher and MAC.
    static List<CipherSuite> collect(GnuTlsState state) {
        var keyExchanges = new ArrayList<>(List.of(""));
        keyExchanges.addAll(state.of(Listing.KEY_EXCHANGES));
        return keyExchanges.stream()
                .flatMap(kx -> state.of(Listing.CIPHERS).stream()
                        .flatMap(cipher -> state.of(Listing.MACS).stream()
                                .flatMap(mac -> GnuTlsNames.suite(kx, cipher, mac).stream())))
                .limit(MAX_SUITES)
                .toList();
    }

    private static boolean isListed(CipherSuite suite, Set<String> versions) {
        var oldest = lowestVersion(suite);
        boolean tls = versions.stream()
                .anyMatch(version -> version.startsWith("TLS") && version.compareTo(oldest.displayName()) >= 0);
        boolean inDtls = suite.bulk() != Bulk.RC4_128 && suite.kx() != Kx.GOST_2012 && oldest != ProtocolVersion.TLS13;
        boolean old = oldest == ProtocolVersion.TLS10 && suite.mac() != Mac.SHA384;
        return tls || inDtls && versions.stream().anyMatch(v -> v.startsWith("DTLS") && (old || v.equals("DTLS1.2")));
    }

    /// GnuTLS asks for TLS 1.2 wherever the MAC is of SHA-2, with one exception.
    public static ProtocolVersion lowestVersion(CipherSuite suite) {
        boolean sha2 = suite.mac() == Mac.SHA256 || suite.mac() == Mac.SHA384;
        if (sha2 && suite != CipherSuite.TLS_ECDHE_PSK_WITH_NULL_SHA384) {
            return ProtocolVersion.TLS12;
        }
        var lowest = suite.lowestVersion();
        return lowest == ProtocolVersion.SSL30 ? ProtocolVersion.TLS10 : lowest;
    }

    /// The groups of a handshake, in its order: elliptic curves before prime fields or after them, as the suites
    /// that need them come.
    public List<String> usableGroups() {
        var result = new LinkedHashSet<String>();
        for (var suite : suites) {
            if (suite.kx().isEllipticCurve() || suite.kx() == Kx.GOST_2012) {
                groups.stream().filter(name -> isUsable(name) && !isField(name)).forEach(result::add);
            }
            if (suite.kx().isFiniteField()) {
                groups.stream().filter(GnuTlsPolicy::isField).forEach(result::add);
            }
        }
        if (versions.contains("TLS1.3")) {
            groups.stream().filter(name -> isUsable(name) && !isField(name)).forEach(result::add);
            groups.stream().filter(GnuTlsPolicy::isField).forEach(result::add);
        }
        return List.copyOf(result);
    }

    private static boolean isField(String group) {
        return group.startsWith("FFDHE");
    }

    private static boolean isUsable(String group) {
        boolean gost = group.startsWith("GC") && !group.equals("GC256B") && !group.equals("GC512A");
        return !gost && GnuTlsNames.GROUPS.contains(group);
    }

    /// The signatures of a handshake.
    public List<String> usableSignatures() {
        return usableSignatures(Set.copyOf(signatures), Set.copyOf(versions)).stream()
                .sorted(Comparator.comparingInt(signatures::indexOf))
                .toList();
    }

    private static List<String> usableSignatures(Set<String> signatures, Set<String> versions) {
        boolean tls13 = versions.contains("TLS1.3");
        boolean older = versions.stream().anyMatch(version -> !version.equals("TLS1.3"));
        return signatures.stream()
                .filter(GnuTlsPolicy::hasCodePoint)
                .filter(name -> isOnlyOfTls13(name) ? tls13 : older || !isOnlyOfTls12(name))
                .toList();
    }

    /// SHA-3, RIPEMD and raw RSA have no code point; MD5, MD2, SHA-224 and DSA with SHA-2 are not used.
    private static boolean hasCodePoint(String name) {
        boolean none = name.contains("SHA3-") || name.endsWith("MD160") || name.endsWith("RAW");
        boolean old = name.endsWith("MD5") || name.endsWith("MD2") || name.endsWith("SHA224");
        boolean dsa = name.startsWith("DSA-") && !name.equals("DSA-SHA1");
        return !none && !old && !dsa && !name.equals("GOSTR341001");
    }

    private static boolean isOnlyOfTls13(String name) {
        return name.startsWith("ECDSA-SECP");
    }

    private static boolean isOnlyOfTls12(String name) {
        boolean ofAnyCurve = name.startsWith("ECDSA-SHA") && !name.equals("ECDSA-SHA1");
        return ofAnyCurve || name.startsWith("DSA-") || name.startsWith("GOST");
    }
}
