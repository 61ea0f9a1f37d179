package postern.smtp.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.pki.Certificate;
import postern.tls.pki.NameStyle;
import postern.tls.pki.text.CertificateText;

/// `postern x509`: shows a certificate.
@Command(
        name = "x509",
        description = "Shows a certificate (PEM or DER; of several in a file the first).",
        footer = {"", "Example: postern x509 --in server.pem --subject --dates --fingerprint sha256"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class X509Command implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "the file, - for standard input")
    @SuppressWarnings("NullAway.Init") // required
    private Path in;

    @Option(names = "--text", description = "everything, in the layout of openssl x509 -text (the default)")
    private boolean text;

    @Option(names = "--subject", description = "whose certificate it is")
    private boolean subject;

    @Option(names = "--issuer", description = "who signed it")
    private boolean issuer;

    @Option(names = "--serial", description = "the issuer's number for it")
    private boolean serial;

    @Option(names = "--dates", description = "from when to when it is valid")
    private boolean dates;

    @Option(
            names = "--hash",
            description = "OpenSSL's subject hash, the file name in a directory of trusted certificates")
    private boolean hash;

    @Option(
            names = "--fingerprint",
            paramLabel = "HASH",
            description = "the hash of the whole certificate: sha256, sha384, …")
    private @Nullable String fingerprint;

    @Option(names = "--json", description = "all fields, as one JSON object")
    private boolean json;

    @Option(
            names = "--dn",
            paramLabel = "FORM",
            description = "how names are written: ${COMPLETION-CANDIDATES}",
            defaultValue = "openssl")
    @SuppressWarnings("NullAway.Init") // has a default
    private DnForm dn;

    /// The forms of names, by the word for each.
    enum DnForm {
        OPENSSL(NameStyle.OPENSSL),
        RFC2253(NameStyle.RFC2253),
        GNUTLS(NameStyle.GNUTLS);

        private final NameStyle style;

        DnForm(NameStyle style) {
            this.style = style;
        }

        NameStyle style() {
            return style;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        var certificate = new CertificateFiles(spec).read(in).getFirst();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(CertificateJson.of(certificate, dn.style())));
            return 0;
        }
        printFields(certificate, out);
        if (text || !(subject || issuer || serial || dates || hash || fingerprint != null)) {
            out.print(CertificateText.print(certificate, dn.style()));
        }
        out.flush();
        return 0;
    }

    private void printFields(Certificate certificate, PrintWriter out) {
        if (subject) {
            out.println("subject=" + certificate.subject().print(dn.style()));
        }
        if (issuer) {
            out.println("issuer=" + certificate.issuer().print(dn.style()));
        }
        if (serial) {
            out.println("serial=" + CertificateText.print(certificate.serial()));
        }
        if (dates) {
            out.println(
                    "notBefore=" + CertificateText.print(certificate.validity().notBefore()));
            out.println(
                    "notAfter=" + CertificateText.print(certificate.validity().notAfter()));
        }
        if (hash) {
            out.println(certificate.subject().hash());
        }
        if (fingerprint != null) {
            var digest = algorithm(fingerprint).hash(certificate.der());
            out.println(fingerprint.toLowerCase(Locale.ROOT) + " Fingerprint=" + CertificateText.colons(digest));
        }
    }

    private HashAlgorithm algorithm(String name) {
        var wanted = name.replace("-", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(HashAlgorithm.values())
                .filter(algorithm -> algorithm.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "the hash function " + name + " is not implemented; there are "
                                + Arrays.stream(HashAlgorithm.values())
                                        .map(algorithm -> algorithm.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }
}
