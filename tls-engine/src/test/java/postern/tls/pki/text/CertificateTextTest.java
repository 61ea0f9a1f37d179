package postern.tls.pki.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.pki.NameStyle;
import postern.tls.pki.OpenSsl;

/// Our text against OpenSSL's, line by line.
class CertificateTextTest {
    @TempDir
    static Path directory;

    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";

    static List<String> recipes() {
        return List.of(
                P256 + " -days 9999",
                "ec -pkeyopt ec_paramgen_curve:P-384 -sha384",
                "ec -pkeyopt ec_paramgen_curve:P-521 -sha512",
                "ed25519",
                "rsa:1024 -sha1",
                "rsa:2048 -md5 -set_serial 4096",
                P256 + " -set_serial 0",
                P256 + " -set_serial -129",
                P256 + " -set_serial 0x7fffffffffffffff",
                P256 + " -set_serial 0x8000000000000000",
                P256 + " -set_serial -0x8000000000000000000001",
                P256 + " -addext subjectAltName=DNS:a.example,DNS:*.b.example,IP:192.0.2.1,email:x@y.example,URI:u:x"
                        + " -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign"
                        + " -addext extendedKeyUsage=serverAuth,clientAuth,OCSPSigning,1.2.3.4.5"
                        + " -addext subjectKeyIdentifier=hash -addext authorityKeyIdentifier=keyid:always,issuer:always"
                        + " -addext nameConstraints=critical,permitted;DNS:.example,excluded;IP:10.0.0.0/255.0.0.0",
                P256
                        + " -addext certificatePolicies=1.2.3.4,2.5.29.32.0 -addext tlsfeature=status_request,status_request_v2"
                        + " -addext crlDistributionPoints=URI:http://c.example/crl,URI:http://d.example/"
                        + " -addext authorityInfoAccess=OCSP;URI:http://o.example/,caIssuers;URI:http://x.example/"
                        + " -addext inhibitAnyPolicy=1 -addext issuerAltName=DNS:ca.example,IP:192.0.2.1"
                        + " -addext policyConstraints=requireExplicitPolicy:3,inhibitPolicyMapping:1",
                P256 + " -addext subjectKeyIdentifier=hash -addext authorityKeyIdentifier=keyid:always"
                        + " -addext basicConstraints=CA:FALSE -addext keyUsage=digitalSignature,decipherOnly");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void printsWhatOpenSslPrints(String recipe) {
        var openSsl = new OpenSsl(directory);
        var certificate = openSsl.selfSigned("c", "/C=UK/O=Ünit+OU=two/CN=host", ("-newkey " + recipe).split(" "));
        assertEquals(
                openSsl.run("x509", "-in", "c.pem", "-noout", "-text", "-nameopt", "rfc2253"),
                CertificateText.print(certificate, NameStyle.RFC2253));
        assertEquals(
                openSsl.run("x509", "-in", "c.pem", "-noout", "-dates"),
                "notBefore=" + CertificateText.print(certificate.validity().notBefore()) + "\nnotAfter="
                        + CertificateText.print(certificate.validity().notAfter()) + "\n");
        assertEquals(
                openSsl.run("x509", "-in", "c.pem", "-noout", "-serial"),
                "serial=" + CertificateText.print(certificate.serial()) + "\n");
    }

    @Test
    void keysForPssAreShownWithTheirRestrictions() {
        for (var options : List.of(
                "",
                " -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256"
                        + " -pkeyopt rsa_pss_keygen_saltlen:32")) {
            var openSsl = new OpenSsl(directory);
            var recipe = "-newkey rsa-pss -pkeyopt rsa_keygen_bits:1024 -sha256" + options;
            var certificate = openSsl.selfSigned("pss", "/CN=host", recipe.split(" "));
            var theirs = openSsl.run("x509", "-in", "pss.pem", "-noout", "-text", "-nameopt", "rfc2253");
            assertEquals(keyOf(theirs), keyOf(CertificateText.print(certificate, NameStyle.RFC2253)));
        }
    }

    private static String keyOf(String text) {
        return text.substring(text.indexOf("Subject Public Key Info"), text.lastIndexOf("    Signature Algorithm"));
    }

    @Test
    void whatIsNotUnderstoodIsShownAsOctets() {
        var certificate = new OpenSsl(directory)
                .selfSigned(
                        "odd",
                        "/CN=odd",
                        ("-newkey " + P256 + " -addext 1.2.3.4.5=critical,ASN1:UTF8:what").split(" "));
        var text = CertificateText.print(certificate, NameStyle.OPENSSL);
        assertTrue(text.contains("            1.2.3.4.5: critical\n                0c:04:77:68:61:74\n"), text);
        assertTrue(text.contains("        Issuer: /CN=odd\n"), text);
    }
}
