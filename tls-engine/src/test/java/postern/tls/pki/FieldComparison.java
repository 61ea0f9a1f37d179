package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// A certificate field by field against the JDK's view of it.
final class FieldComparison {
    private FieldComparison() {}

    static X509Certificate jdk(Certificate certificate) throws java.security.cert.CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }

    static void assertSame(X509Certificate jdk, Certificate ours) throws Exception {
        assertEquals(jdk.getVersion(), ours.version());
        assertEquals(jdk.getSerialNumber(), ours.serial());
        assertEquals(jdk.getNotBefore().toInstant(), ours.validity().notBefore());
        assertEquals(jdk.getNotAfter().toInstant(), ours.validity().notAfter());
        assertEquals(
                Bytes.copyOf(jdk.getSubjectX500Principal().getEncoded()),
                ours.subject().der());
        assertEquals(
                Bytes.copyOf(jdk.getIssuerX500Principal().getEncoded()),
                ours.issuer().der());
        assertEquals(Bytes.copyOf(jdk.getTBSCertificate()), ours.signed().content());
        assertEquals(Bytes.copyOf(jdk.getSignature()), ours.signed().signature());
        assertEquals(Bytes.copyOf(jdk.getPublicKey().getEncoded()), ours.spki());
        assertSameExtensions(jdk, ours.extensions());
    }

    private static void assertSameExtensions(X509Certificate jdk, Extensions ours) throws Exception {
        assertEquals(oids(jdk.getCriticalExtensionOIDs()), ofCriticality(ours, Extension.Criticality.CRITICAL));
        assertEquals(oids(jdk.getNonCriticalExtensionOIDs()), ofCriticality(ours, Extension.Criticality.NON_CRITICAL));
        assertEquals(jdk.getBasicConstraints(), jdkStyle(ours.basicConstraints()));
        assertEquals(
                Optional.ofNullable(jdk.getKeyUsage()).map(FieldComparison::bits),
                ours.keyUsage().map(FieldComparison::bits));
        assertEquals(
                Optional.ofNullable(jdk.getExtendedKeyUsage()),
                ours.extendedKeyUsage()
                        .map(list -> list.stream().map(Oid::dotted).toList()));
        var jdkNames = Optional.ofNullable(jdk.getSubjectAlternativeNames())
                .map(c -> c.stream().map(FieldComparison::jdkStyle).toList());
        assertEquals(
                jdkNames.orElse(List.of()),
                ours.subjectAltNames().stream().map(FieldComparison::jdkStyle).toList());
    }

    private static Set<String> oids(Set<String> jdk) {
        return jdk == null ? Set.of() : jdk;
    }

    private static Set<String> ofCriticality(Extensions extensions, Extension.Criticality criticality) {
        return extensions.all().stream()
                .filter(extension -> extension.criticality() == criticality)
                .map(extension -> extension.type().dotted())
                .collect(Collectors.toSet());
    }

    /// The JDK says −1 for an end entity and the greatest int for no limit.
    private static int jdkStyle(Optional<BasicConstraints> constraints) {
        return constraints
                .filter(c -> c.role() == BasicConstraints.Role.CA)
                .map(c -> c.pathLength().orElse(Integer.MAX_VALUE))
                .orElse(-1);
    }

    private static BitSet bits(boolean[] usages) {
        var bits = new BitSet();
        for (int i = 0; i < usages.length; i++) {
            bits.set(i, usages[i]);
        }
        return bits;
    }

    private static BitSet bits(Set<KeyUsage> usages) {
        var bits = new BitSet();
        usages.forEach(usage -> bits.set(usage.ordinal()));
        return bits;
    }

    /// The JDK's pairs of kind and text; addresses as their octets, names of other kinds by their kind alone.
    private static String jdkStyle(List<?> pair) {
        int kind = (Integer) pair.get(0);
        return switch (kind) {
            case 1, 2, 6 -> kind + ":" + pair.get(1);
            case 7 -> kind + ":" + HostName.of((String) pair.get(1));
            default -> kind + "";
        };
    }

    private static String jdkStyle(GeneralName name) {
        return switch (name) {
            case GeneralName.Mail(var address) -> "1:" + address;
            case GeneralName.DnsName(var dns) -> "2:" + dns;
            case GeneralName.Uri(var uri) -> "6:" + uri;
            case GeneralName.IpAddress(var octets) -> "7:" + GeneralName.IpAddress.print(octets);
            case GeneralName.DirectoryName directory -> "4";
            case GeneralName.Other(int kind, var value) -> kind + "";
        };
    }
}
