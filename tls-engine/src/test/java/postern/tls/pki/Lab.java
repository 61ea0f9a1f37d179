package postern.tls.pki;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.KeyKind;
import postern.tls.pki.issue.NameBuilder;

/// Makes authorities and servers of any shape, quickly: all keys are P-256.
public final class Lab {
    /// The lab's time.
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// The host for which its servers are.
    public static final String HOST = "mx.example.test";

    public static final RandomSource RANDOM = HmacDrbg.system();

    private Lab() {}

    public static PrivateKey key() {
        return KeyKind.DEFAULT.generate(RANDOM);
    }

    /// A root without limits.
    public static Issuer root(String name) {
        return root(name, UnaryOperator.identity());
    }

    public static Issuer root(String name, UnaryOperator<CertificateBuilder> change) {
        var key = key();
        return new Issuer(change.apply(authority(name)).selfSigned(key, RANDOM), key);
    }

    /// An authority below another, without limits.
    public static Issuer below(Issuer issuer, String name) {
        return below(issuer, name, UnaryOperator.identity());
    }

    public static Issuer below(Issuer issuer, String name, UnaryOperator<CertificateBuilder> change) {
        var key = key();
        return new Issuer(change.apply(authority(name)).issuedBy(issuer, key.publicKey(), RANDOM), key);
    }

    /// The authority's certificate once more, by another issuer.
    public static Certificate crossSigned(Issuer issuer, Issuer subject) {
        return new CertificateBuilderOf(subject).issuedBy(issuer);
    }

    public static CertificateBuilder authority(String name) {
        return CertificateBuilder.authority(NameBuilder.commonName(name), OptionalInt.empty(), NOW);
    }

    /// A server for [#HOST].
    public static Certificate server(Issuer issuer) {
        return server(issuer, UnaryOperator.identity());
    }

    public static Certificate server(Issuer issuer, UnaryOperator<CertificateBuilder> change) {
        try (var key = key()) {
            var builder = CertificateBuilder.server(NameBuilder.commonName(HOST), NOW)
                    .names(List.of(new GeneralName.DnsName(HOST)));
            return change.apply(builder).issuedBy(issuer, key.publicKey(), RANDOM);
        }
    }

    private record CertificateBuilderOf(Issuer subject) {
        Certificate issuedBy(Issuer issuer) {
            return CertificateBuilder.authority(subject.certificate().subject(), OptionalInt.empty(), NOW)
                    .issuedBy(issuer, subject.key().publicKey(), RANDOM);
        }
    }
}
