package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;

/// What a name constraint lets through (RFC 5280 §4.2.1.10).
class NameConstraintsTest {
    /// Kind, subtree, name, and whether the name lies in the subtree.
    @ParameterizedTest
    @CsvSource({
        "dns, example.org, example.org, true",
        "dns, example.org, a.b.EXAMPLE.org, true",
        "dns, example.org, badexample.org, false",
        "dns, example.org, org, false",
        "dns, .example.org, a.example.org, true",
        "dns, .example.org, example.org, false",
        "dns, '', anything.org, true",
        "dns, example.org, *.example.org, true",
        "mail, example.org, user@example.org, true",
        "mail, example.org, user@mx.example.org, false",
        "mail, .example.org, user@mx.example.org, true",
        "mail, .example.org, user@example.org, false",
        "mail, user@example.org, user@EXAMPLE.org, true",
        "mail, user@example.org, User@example.org, false",
        "mail, example.org, user, false",
        "uri, example.org, https://example.org/x, true",
        "uri, example.org, https://a.example.org/x, false",
        "uri, .example.org, smtp://a.example.org:25/, true",
        "uri, .example.org, https://example.org/, false",
        "uri, example.org, mailto:user@example.org, false",
        "uri, example.org, https://192.0.2.1/, false",
        "ip, 0a000000ff000000, 0a010203, true",
        "ip, 0a000000ff000000, 0b010203, false",
        "ip, 0a000000ff000000, 20010db8000000000000000000000001, false",
        "ip, 20010db8000000000000000000000000ffffffff000000000000000000000000, 20010db8000000000000000000000001, true",
        "ip, 0a0000, 0a010203, false",
        "dir, /C=UK/O=Example, /C=UK/O=EXAMPLE/CN=x, true",
        "dir, /C=UK/O=Example, /C=UK/O=Other/CN=x, false",
        "dir, /C=UK/O=Example, /C=UK, false",
    })
    void permittedSubtreesHoldWhatLiesInThem(String kind, String tree, String name, boolean within) {
        assertEquals(within, Subtree.contains(name(kind, tree), name(kind, name)));
    }

    /// An excluded subtree reaches what a wildcard might stand for, and what cannot be judged.
    @ParameterizedTest
    @CsvSource({
        "dns, a.example.org, a.example.org, true",
        "dns, a.example.org, *.example.org, true",
        "dns, a.b.example.org, *.example.org, false",
        "dns, .a.example.org, *.example.org, true",
        "dns, a.example.org, b.example.org, false",
        "ip, 0a0000, 0a010203, true",
        "mail, example.org, user, true",
        "uri, example.org, urn:x, true",
        "uri, example.org, https://other.org/, false",
        "dir, /C=UK, /C=UK/CN=x, true",
    })
    void excludedSubtreesReachFurther(String kind, String tree, String name, boolean touched) {
        assertEquals(touched, Subtree.mayTouch(name(kind, tree), name(kind, name)));
    }

    @Test
    void kindsThatCannotBeComparedAreNeverPermittedAndAlwaysExcluded() {
        var tree = new GeneralName.Other(0, Bytes.of(1));
        assertEquals(false, Subtree.contains(tree, tree));
        assertEquals(true, Subtree.mayTouch(tree, tree));
        assertEquals(false, Subtree.isSameKind(tree, new GeneralName.Other(8, Bytes.of(1))));
    }

    private static GeneralName name(String kind, String text) {
        return switch (kind) {
            case "dns" -> new GeneralName.DnsName(text);
            case "mail" -> new GeneralName.Mail(text);
            case "uri" -> new GeneralName.Uri(text);
            case "ip" -> new GeneralName.IpAddress(Bytes.fromHex(text));
            default -> new GeneralName.DirectoryName(NameBuilder.parse(text));
        };
    }

    private static Issuer constrained(List<GeneralName> permitted, List<GeneralName> excluded) {
        var value = new NameConstraints(permitted, excluded).write();
        return Lab.root(
                "Constrained",
                builder -> builder.extension(
                        new Extension(KnownExtension.NAME_CONSTRAINTS.oid(), Extension.Criticality.CRITICAL, value)));
    }

    private static void verify(Issuer root, Certificate... chain) {
        PathValidator.ofServers(TrustStore.of(List.of(root.certificate()))).verify(List.of(chain), Lab.HOST, Lab.NOW);
    }

    private static void assertRefused(String words, Issuer root, Certificate... chain) {
        var refusal = assertThrows(PathException.class, () -> verify(root, chain));
        assertEquals(CertificateProblem.NAME_NOT_PERMITTED, refusal.problem());
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @Test
    void aServerBelowAConstrainedAuthorityStaysWithinIt() {
        var inside = constrained(List.of(name("dns", "example.test"), name("ip", "0a000000ff000000")), List.of());
        verify(inside, Lab.server(inside));
        var middle = Lab.below(inside, "Middle");
        verify(inside, Lab.server(middle), middle.certificate());
        var outside = constrained(List.of(name("dns", "example.org")), List.of());
        assertRefused("DNS:mx.example.test lies in none of the permitted", outside, Lab.server(outside));
        var excluding = constrained(List.of(), List.of(name("dns", "mx.example.test")));
        assertRefused("DNS:mx.example.test lies in an excluded", excluding, Lab.server(excluding));
    }

    @Test
    void namesOfOtherKindsAreFree() {
        var mail = constrained(List.of(name("mail", "example.org")), List.of(name("uri", "example.org")));
        verify(mail, Lab.server(mail));
    }

    @Test
    void theSubjectIsANameToo() {
        var directory = constrained(List.of(name("dir", "/O=Example")), List.of());
        assertRefused("DirName:/CN=mx.example.test lies in none", directory, Lab.server(directory));
    }

    @Test
    void authoritiesAreBoundSaveSelfIssuedOnes() {
        var root = constrained(List.of(name("dir", "/CN=Constrained"), name("dir", "/CN=" + Lab.HOST)), List.of());
        var same = Lab.below(root, "Constrained");
        verify(root, Lab.server(same), same.certificate());
        var other = Lab.below(root, "Other");
        assertRefused("/CN=Other", root, Lab.server(other), other.certificate());
    }

    @Test
    void constraintsOfAllAuthoritiesHold() {
        var root = constrained(List.of(name("dns", "example.test")), List.of());
        var value = new NameConstraints(List.of(name("dns", "www.example.test")), List.of()).write();
        var middle = Lab.below(
                root,
                "Middle",
                builder -> builder.extension(
                        new Extension(KnownExtension.NAME_CONSTRAINTS.oid(), Extension.Criticality.CRITICAL, value)));
        assertRefused("/CN=Middle must not vouch", root, Lab.server(middle), middle.certificate());
    }

    @Test
    void comparisonsAreBounded() {
        var trees = new ArrayList<GeneralName>();
        for (int i = 0; i < 2000; i++) {
            trees.add(name("dns", i + ".example.org"));
        }
        var root = constrained(List.of(), trees);
        var server = Lab.server(root, builder -> builder.names(trees));
        var refusal = assertThrows(PathException.class, () -> verify(root, server));
        assertEquals(CertificateProblem.TOO_MUCH_WORK, refusal.problem());
    }

    @Test
    void theEncodingReadsBack() {
        var constraints = new NameConstraints(
                List.of(name("dns", "a"), name("dir", "/CN=x")), List.of(name("ip", "0a000000ff000000")));
        assertEquals(constraints, NameConstraints.read(new postern.crypto.asn1.DerReader(constraints.write())));
        var empty = DerWriter.write(out -> out.sequence(contents -> {}));
        assertThrows(RuntimeException.class, () -> NameConstraints.read(new postern.crypto.asn1.DerReader(empty)));
    }
}
