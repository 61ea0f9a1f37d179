package postern.tls.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// What a connection has agreed, as a mail server writes it into its logs (Exim's `$tls_in_cipher`): of Exim with
/// OpenSSL `TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256`, of Exim with GnuTLS
/// `TLS1.2:ECDHE_SECP256R1__RSA_SHA256__AES_256_GCM:256`.
///
/// @param group the group of the key exchange; empty for a key exchange without one, and for primes without a name
/// @param primeBits the length of such a prime, 0 if there is none
/// @param scheme how the server signed, empty before TLS 1.2
public record LoggedCipher(
        ProtocolVersion version,
        CipherSuite suite,
        Optional<NamedGroup> group,
        int primeBits,
        Optional<SignatureScheme> scheme) {
    /// In OpenSSL's names. OpenSSL calls TLS 1.0 "TLSv1".
    public static String openSsl(ProtocolVersion version, CipherSuite suite) {
        var word = version == ProtocolVersion.TLS10 ? "TLS1" : version.displayName();
        return word + ":" + suite.openSslName() + ":" + SecurityLevel.strength(suite);
    }

    /// In GnuTLS' names.
    public String gnuTls() {
        var parts = new ArrayList<>(List.of(keyExchange()));
        scheme.filter(_ -> isSigned()).ifPresent(signed -> parts.add(signature(signed)));
        parts.add(GnuTlsNames.cipher(suite.bulk()));
        if (suite.mac() != Mac.AEAD) {
            parts.add(GnuTlsNames.mac(suite.mac()));
        }
        return version + ":" + String.join("__", parts).replace('-', '_') + ":" + bits();
    }

    private boolean isSigned() {
        return suite.kx() == Kx.ANY || suite.kx() == Kx.ECDHE || suite.kx() == Kx.DHE;
    }

    /// GnuTLS logs all bits of a 3DES key, those of parity included.
    private int bits() {
        return suite.bulk() == Bulk.TRIPLE_DES_CBC ? 192 : suite.bits();
    }

    private String keyExchange() {
        var name = suite.kx() == Kx.ANY ? "ECDHE" : GnuTlsNames.keyExchange(suite);
        boolean field = group.filter(each -> each.kind() == NamedGroup.Kind.FINITE_FIELD)
                .isPresent();
        if (suite.kx() == Kx.ANY && field) {
            name = "DHE";
        }
        boolean certified = suite.kx() == Kx.ECDHE || suite.kx() == Kx.DHE;
        if (certified && !name.startsWith("ANON")) {
            name = suite.kx().name();
        }
        var suffix = group.map(NamedGroup::name).orElse(primeBits > 0 ? "CUSTOM" + primeBits : "");
        return suffix.isEmpty() ? name : name + "-" + suffix;
    }

    /// TLS 1.2 does not bind ECDSA to a curve, so its names do not say one.
    private String signature(SignatureScheme scheme) {
        return switch (scheme) {
            case ED25519 -> "EdDSA-Ed25519";
            case ED448 -> "EdDSA-Ed448";
            default -> {
                var name = scheme.name().replace("RSA_PKCS1_", "RSA_").replace("PSS_PSS_", "PSS_");
                yield version == ProtocolVersion.TLS13 ? name : name.replaceAll("SECP\\d+R1_", "");
            }
        };
    }
}
