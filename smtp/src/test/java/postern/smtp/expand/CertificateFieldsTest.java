package postern.smtp.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.Certificate;
import postern.tls.pki.GeneralName;
import postern.tls.pki.Validity;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.KeyKind;
import postern.tls.pki.issue.NameBuilder;

/// What a text can know of a certificate.
class CertificateFieldsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = Instant.parse("2051-01-02T03:04:05Z");
    private static final Certificate CERTIFICATE = certificate();

    private static Certificate certificate() {
        try (var key = KeyKind.DEFAULT.generate(HmacDrbg.system())) {
            return CertificateBuilder.client(NameBuilder.parse("/C=UK/O=Exim Obs/CN=client good"), BEGIN)
                    .names(List.of(
                            new GeneralName.DnsName("a.example"),
                            new GeneralName.DnsName("b.example"),
                            new GeneralName.Mail("me@a.example")))
                    .validity(new Validity(BEGIN, END))
                    .serial(BigInteger.valueOf(0x1234abcd))
                    .selfSigned(key, HmacDrbg.system());
        }
    }

    private static final Environment ENVIRONMENT = Environment.bare().withVariables(new Variables() {
        @Override
        public @Nullable Value value(String name) {
            return null;
        }

        @Override
        public @Nullable Certificate certificate(String name) {
            return name.equals("tls_in_peercert") || name.equals("tls_in_ourcert") ? CERTIFICATE : null;
        }
    });

    private static Value value(String text) {
        var expansion = Template.read(text, Origin.COMMAND_LINE).expand(ENVIRONMENT);
        return assertInstanceOf(Expansion.Expanded.class, expansion, text).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version | 3",
                "serial_number | 1234abcd",
                "subject | CN=client good,O=Exim Obs,C=UK",
                "subject,CN | client good",
                "issuer,o | Exim Obs",
                "notbefore | Jan  2 03:04:05 2026 GMT",
                "notbefore,int | 1767323045",
                "notafter,int | 2556241445",
                "sig_algorithm | ecdsa-with-SHA256",
                "subj_altname,>: | DNS=a.example:DNS=b.example:MAIL=me@a.example",
                "subj_altname,dns,>; | a.example;b.example",
                "subj_altname,mail | me@a.example",
                "subj_altname,uri | none",
                "ocsp_uri | none",
                "crl_uri | none",
            })
    void fieldIs(String field, String expected) {
        assertEquals(
                expected,
                value("${certextract{" + field + "}{$tls_in_peercert}{$value}{none}}")
                        .text());
    }

    @Test
    void fieldsOfThePeerAreTheWordsOfThePeer() {
        assertTrue(value("${certextract{subject,CN}{$tls_in_peercert}}").tainted());
        assertTrue(!value("${certextract{subject,CN}{$tls_in_ourcert}}").tainted());
    }

    @Test
    void digestsAreOfTheEncoding() {
        assertEquals(
                HashAlgorithm.SHA256.hash(CERTIFICATE.der()).toHex().toUpperCase(Locale.ROOT),
                value("${sha256:$tls_in_peercert}").text());
        assertEquals(
                "yn",
                value("${if def:tls_in_peercert{y}{n}}${if def:tls_out_peercert{y}{n}}")
                        .text());
        assertEquals(
                "none",
                value("${certextract{subject}{$tls_out_peercert}{$value}{none}}")
                        .text());
    }

    @Test
    void unknownFieldIsRefused() {
        var expansion = Template.read("${certextract{colour}{$tls_in_peercert}}", Origin.COMMAND_LINE)
                .expand(ENVIRONMENT);
        assertEquals(new Expansion.Failed("bad field selector \"colour\" for certextract"), expansion);
    }
}
