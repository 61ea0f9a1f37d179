package postern.tls.pki.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.AccessDescription;
import postern.tls.pki.AuthorityKeyIdentifier;
import postern.tls.pki.BasicConstraints;
import postern.tls.pki.DistributionPoint;
import postern.tls.pki.Extension;
import postern.tls.pki.Extensions;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.NameConstraints;
import postern.tls.pki.PolicyConstraints;
import postern.tls.pki.PolicyInformation;
import postern.tls.pki.Purpose;

/// Extensions for people. What has no known meaning is shown as octets.
final class ExtensionText {
    private static final int OCTETS_A_LINE = 16;

    private final Extensions extensions;
    private final TextBlock out;
    private final Map<Oid, Runnable> printers = new HashMap<>();

    private ExtensionText(Extensions extensions, TextBlock out) {
        this.extensions = extensions;
        this.out = out;
        on(KnownExtension.BASIC_CONSTRAINTS, this::print);
        on(KnownExtension.KEY_USAGE, usages -> line(join(usages, KeyUsage::title)));
        on(KnownExtension.EXTENDED_KEY_USAGE, purposes -> line(join(purposes, ExtensionText::purpose)));
        on(KnownExtension.SUBJECT_ALT_NAME, names -> line(join(names, ExtensionText::print)));
        on(KnownExtension.ISSUER_ALT_NAME, names -> line(join(names, ExtensionText::print)));
        on(KnownExtension.SUBJECT_KEY_IDENTIFIER, key -> line(CertificateText.colons(key)));
        on(KnownExtension.AUTHORITY_KEY_IDENTIFIER, this::print);
        on(KnownExtension.NAME_CONSTRAINTS, this::print);
        on(KnownExtension.CERTIFICATE_POLICIES, policies -> policies.forEach(this::print));
        on(
                KnownExtension.POLICY_MAPPINGS,
                mappings -> line(
                        join(mappings, mapping -> mapping.issuerDomainPolicy() + ":" + mapping.subjectDomainPolicy())));
        on(KnownExtension.POLICY_CONSTRAINTS, this::print);
        on(KnownExtension.INHIBIT_ANY_POLICY, count -> line(count.toString()));
        on(KnownExtension.CRL_DISTRIBUTION_POINTS, points -> points.forEach(this::print));
        on(KnownExtension.FRESHEST_CRL, points -> points.forEach(this::print));
        on(KnownExtension.AUTHORITY_INFORMATION_ACCESS, accesses -> accesses.forEach(this::print));
        on(KnownExtension.SUBJECT_INFORMATION_ACCESS, accesses -> accesses.forEach(this::print));
        on(KnownExtension.TLS_FEATURE, features -> line(join(features, ExtensionText::feature)));
    }

    private <T> void on(KnownExtension<T> known, Consumer<T> printer) {
        extensions.get(known).ifPresent(value -> printers.put(known.oid(), () -> printer.accept(value)));
    }

    static void print(Extensions extensions, TextBlock out) {
        if (extensions.all().isEmpty()) {
            return;
        }
        out.line(8, "X509v3 extensions:");
        extensions.all().forEach(new ExtensionText(extensions, out)::print);
    }

    private void print(Extension extension) {
        var title = KnownExtension.of(extension.type())
                .map(KnownExtension::title)
                .orElse(extension.type().dotted());
        out.line(12, title + ": " + (extension.criticality() == Extension.Criticality.CRITICAL ? "critical" : ""));
        printers.getOrDefault(extension.type(), () -> out.hex(16, OCTETS_A_LINE, extension.value()))
                .run();
    }

    private void print(BasicConstraints constraints) {
        var role = constraints.role() == BasicConstraints.Role.CA ? "CA:TRUE" : "CA:FALSE";
        var limit = constraints.pathLength();
        line(role + (limit.isPresent() ? ", pathlen:" + limit.getAsInt() : ""));
    }

    private static String purpose(Oid oid) {
        return Purpose.of(oid).map(Purpose::title).orElse(oid.dotted());
    }

    /// OpenSSL names the key identifier only where something else stands beside it.
    private void print(AuthorityKeyIdentifier identifier) {
        boolean alone = identifier.issuer().isEmpty() && identifier.serial().isEmpty();
        identifier.keyIdentifier().ifPresent(key -> line((alone ? "" : "keyid:") + CertificateText.colons(key)));
        identifier.issuer().forEach(name -> line(print(name)));
        identifier
                .serial()
                .map(CertificateText::print)
                .ifPresent(serial -> line("serial:" + CertificateText.colons(Bytes.fromHex(serial.replace("-", "")))));
    }

    private void print(NameConstraints constraints) {
        printSubtrees("Permitted:", constraints.permitted());
        printSubtrees("Excluded:", constraints.excluded());
    }

    private void printSubtrees(String title, List<GeneralName> subtrees) {
        if (!subtrees.isEmpty()) {
            line(title);
            subtrees.forEach(name -> out.line(18, name.toString()));
        }
    }

    private void print(PolicyInformation policy) {
        var name = policy.policy().equals(PolicyInformation.ANY)
                ? "X509v3 Any Policy"
                : policy.policy().dotted();
        line("Policy: " + name);
        policy.qualifiers().forEach(qualifier -> out.line(18, qualifier.toHex()));
    }

    private void print(PolicyConstraints constraints) {
        var parts = new ArrayList<String>();
        constraints.requireExplicitPolicy().ifPresent(count -> parts.add("Require Explicit Policy:" + count));
        constraints.inhibitPolicyMapping().ifPresent(count -> parts.add("Inhibit Policy Mapping:" + count));
        line(join(parts, part -> part));
    }

    private void print(DistributionPoint point) {
        if (!point.fullName().isEmpty()) {
            line("Full Name:");
            point.fullName().forEach(name -> out.line(18, print(name)));
        }
        if (!point.crlIssuer().isEmpty()) {
            line("CRL Issuer:");
            point.crlIssuer().forEach(name -> out.line(18, print(name)));
        }
    }

    private void print(AccessDescription access) {
        String method;
        if (access.method().equals(AccessDescription.OCSP)) {
            method = "OCSP";
        } else {
            method = access.method().equals(AccessDescription.CA_ISSUERS)
                    ? "CA Issuers"
                    : access.method().dotted();
        }
        line(method + " - " + print(access.location()));
    }

    /// The two TLS extensions that certificates ask for have names (RFC 6066 §8, RFC 6961).
    private static String feature(int extension) {
        return switch (extension) {
            case 5 -> "status_request";
            case 17 -> "status_request_v2";
            default -> Integer.toString(extension);
        };
    }

    /// OpenSSL says "IP Address" here and "IP" in constraints.
    private static String print(GeneralName name) {
        var text = name.toString();
        return name instanceof GeneralName.IpAddress ? text.replaceFirst("^IP:", "IP Address:") : text;
    }

    private static <T> String join(Collection<T> parts, Function<T, String> print) {
        return parts.stream().map(print).collect(Collectors.joining(", "));
    }

    private void line(String content) {
        out.line(16, content);
    }
}
