package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;

/// Policies count where the path demands one (RFC 5280 §6.1).
class PolicyStateTest {
    private static final Issuer ROOT = Lab.root("Root");
    private static final String A = "1.2.3.1";
    private static final String B = "1.2.3.2";
    private static final String ANY = PolicyInformation.ANY.dotted();

    private static UnaryOperator<CertificateBuilder> extensions(Extension... extensions) {
        return builder -> {
            for (var extension : extensions) {
                builder.extension(extension);
            }
            return builder;
        };
    }

    private static Extension extension(KnownExtension<?> known, Bytes value) {
        return new Extension(known.oid(), Extension.Criticality.CRITICAL, value);
    }

    private static Extension policies(String... oids) {
        return extension(
                KnownExtension.CERTIFICATE_POLICIES,
                DerWriter.write(out -> out.sequence(list -> {
                    for (var oid : oids) {
                        list.sequence(information -> information.oid(new Oid(oid)));
                    }
                })));
    }

    private static Extension mapping(String from, String to) {
        return extension(
                KnownExtension.POLICY_MAPPINGS,
                DerWriter.write(out -> out.sequence(
                        list -> list.sequence(pair -> pair.oid(new Oid(from)).oid(new Oid(to))))));
    }

    /// requireExplicitPolicy 0, and inhibitPolicyMapping 0 if asked for.
    private static Extension explicit(int... mappingToo) {
        return extension(
                KnownExtension.POLICY_CONSTRAINTS,
                DerWriter.write(out -> out.sequence(constraints -> {
                    constraints.implicit(0, Bytes.of(0));
                    if (mappingToo.length > 0) {
                        constraints.implicit(1, Bytes.of(0));
                    }
                })));
    }

    private static void verify(
            UnaryOperator<CertificateBuilder> ofAuthority, UnaryOperator<CertificateBuilder> ofServer) {
        var authority = Lab.below(ROOT, "Authority", ofAuthority);
        var chain = List.of(Lab.server(authority, ofServer), authority.certificate());
        PathValidator.ofServers(TrustStore.of(List.of(ROOT.certificate()))).verify(chain, Lab.HOST, Lab.NOW);
    }

    private static void assertNoPolicy(
            UnaryOperator<CertificateBuilder> ofAuthority, UnaryOperator<CertificateBuilder> ofServer) {
        var refusal = assertThrows(PathException.class, () -> verify(ofAuthority, ofServer));
        assertEquals(CertificateProblem.NO_POLICY, refusal.problem());
    }

    @Test
    void policiesDoNotMatterUnlessDemanded() {
        verify(extensions(policies(A)), extensions(policies(B)));
        verify(extensions(), extensions(policies(B)));
    }

    @Test
    void aDemandedPolicyMustReachThePeer() {
        verify(extensions(policies(A, B), explicit()), extensions(policies(B)));
        verify(extensions(policies(ANY), explicit()), extensions(policies(B)));
        assertNoPolicy(extensions(policies(A), explicit()), extensions(policies(B)));
        assertNoPolicy(extensions(policies(A), explicit()), extensions());
        assertNoPolicy(extensions(), extensions(policies(A), explicit()));
    }

    @Test
    void mappedPoliciesGoOnUnderTheirNewNames() {
        verify(extensions(policies(A), mapping(A, B), explicit()), extensions(policies(B)));
        assertNoPolicy(extensions(policies(A), mapping(A, B), explicit()), extensions(policies(A)));
    }

    @Test
    void anyPolicyMayBeInhibited() {
        var inhibit = extension(KnownExtension.INHIBIT_ANY_POLICY, DerWriter.write(out -> out.integer(0)));
        verify(extensions(policies(A), explicit()), extensions(policies(ANY)));
        assertNoPolicy(extensions(policies(A), explicit(), inhibit), extensions(policies(ANY)));
        verify(extensions(policies(A), explicit(1), inhibit), extensions(policies(A)));
    }
}
