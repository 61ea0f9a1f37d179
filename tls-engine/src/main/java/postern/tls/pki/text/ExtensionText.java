package postern.tls.pki.text;

import java.util.List;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;
import postern.tls.pki.AuthorityKeyIdentifier;
import postern.tls.pki.BasicConstraints;
import postern.tls.pki.Extension;
import postern.tls.pki.ExtensionId;
import postern.tls.pki.Extensions;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.NameConstraints;
import postern.tls.pki.Purpose;

/// Extensions for people. What has no known meaning is shown as octets.
final class ExtensionText {
    private static final int OCTETS_A_LINE = 16;

    private final Extensions extensions;
    private final TextBlock out;

    private ExtensionText(Extensions extensions, TextBlock out) {
        this.extensions = extensions;
        this.out = out;
    }

    static void print(Extensions extensions, TextBlock out) {
        if (extensions.all().isEmpty()) {
            return;
        }
        out.line(8, "X509v3 extensions:");
        extensions.all().forEach(new ExtensionText(extensions, out)::print);
    }

    private void print(Extension extension) {
        var id = ExtensionId.of(extension.type());
        var title = id.map(ExtensionId::title).orElse(extension.type().dotted());
        out.line(12, title + ": " + (extension.criticality() == Extension.Criticality.CRITICAL ? "critical" : ""));
        if (id.isEmpty() || !printKnown(id.get())) {
            out.hex(16, OCTETS_A_LINE, extension.value());
        }
    }

    private boolean printKnown(ExtensionId id) {
        switch (id) {
            case BASIC_CONSTRAINTS -> extensions.basicConstraints().ifPresent(this::print);
            case KEY_USAGE ->
                extensions
                        .keyUsage()
                        .ifPresent(usages ->
                                line(join(usages.stream().map(KeyUsage::title).toList())));
            case EXTENDED_KEY_USAGE -> extensions.extendedKeyUsage().ifPresent(this::printPurposes);
            case SUBJECT_ALT_NAME ->
                line(join(extensions.subjectAltNames().stream()
                        .map(ExtensionText::print)
                        .toList()));
            case SUBJECT_KEY_IDENTIFIER ->
                extensions.subjectKeyIdentifier().ifPresent(key -> line(CertificateText.colons(key)));
            case AUTHORITY_KEY_IDENTIFIER -> extensions.authorityKeyIdentifier().ifPresent(this::print);
            case NAME_CONSTRAINTS -> extensions.nameConstraints().ifPresent(this::print);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void print(BasicConstraints constraints) {
        var role = constraints.role() == BasicConstraints.Role.CA ? "CA:TRUE" : "CA:FALSE";
        line(role
                + (constraints.pathLength().isPresent()
                        ? ", pathlen:" + constraints.pathLength().getAsInt()
                        : ""));
    }

    private void printPurposes(List<Oid> purposes) {
        line(join(purposes.stream()
                .map(oid -> Purpose.of(oid).map(Purpose::title).orElse(oid.dotted()))
                .toList()));
    }

    /// OpenSSL names the key identifier only where something else stands beside it.
    private void print(AuthorityKeyIdentifier identifier) {
        boolean alone = identifier.issuer().isEmpty() && identifier.serial().isEmpty();
        identifier.keyIdentifier().ifPresent(key -> line((alone ? "" : "keyid:") + CertificateText.colons(key)));
        identifier.issuer().forEach(name -> line(print(name)));
        identifier
                .serial()
                .ifPresent(serial -> line("serial:"
                        + CertificateText.colons(postern.crypto.bytes.Bytes.fromHex(CertificateText.print(serial)))));
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

    /// OpenSSL says "IP Address" here and "IP" in constraints.
    private static String print(GeneralName name) {
        return name instanceof GeneralName.IpAddress
                ? name.toString().replaceFirst("^IP:", "IP Address:")
                : name.toString();
    }

    private static String join(List<String> parts) {
        return parts.stream().collect(Collectors.joining(", "));
    }

    private void line(String content) {
        out.line(16, content);
    }
}
