package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Endian;
import postern.vectors.peer.PeerProcess;

/// Names as OpenSSL and GnuTLS print, compare and hash them.
class NameTest {
    @TempDir
    static Path directory;

    private static OpenSsl openSsl;

    @BeforeAll
    static void makeKey() {
        openSsl = new OpenSsl(directory);
        openSsl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "shared.key");
    }

    static List<String> subjects() {
        return List.of(
                "/C=UK/O=Exim/OU=Mail/CN=mx.example.test",
                "/C=UK/O=Ünit, \"One\" <two>;three=four\\\\five/CN=日本語 🐘",
                "/O=#lead/OU= both ends /OU=mid#dle/CN=tab\there\\/slash\\+plus",
                "/O=\\+plus first/CN=a+UID=b+serialNumber=12",
                "/CN=x/emailAddress=a@b.example/street=Main St/postalCode=12345/title=Dr/GN=Given/SN=Sur/initials=GS",
                "/DC=org/DC=example/CN=one/dnQualifier=q/pseudonym=p/generationQualifier=III/businessCategory=Private",
                "/jurisdictionC=DE/jurisdictionST=BY/jurisdictionL=M/organizationIdentifier=OI-1/name=n/description=d",
                "/CN=  UPPER   and  Spaces \t here ",
                "/CN=\u0001\u007f\u0080ÿĀ",
                "/O= /CN=  /OU=##",
                "/unstructuredName=u/unstructuredAddress=v/mail=m@example.org");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void printsHashesAndComparesAsTheLibrariesDo(String subject) throws Exception {
        var name = openSsl.selfSigned("n", subject, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
                .subject();
        assertEquals(openSslSubject("compat"), name.print(NameStyle.OPENSSL));
        assertEquals(openSslSubject("rfc2253"), name.print(NameStyle.RFC2253));
        assertEquals(certtoolSubject(), name.print(NameStyle.GNUTLS));
        assertEquals(openSsl.run("x509", "-in", "n.pem", "-noout", "-hash").strip(), subjectHash(name));
    }

    /// The first four octets of SHA-1, read as a little-endian number.
    private static String subjectHash(Name name) throws Exception {
        var digest = MessageDigest.getInstance("SHA-1").digest(name.canonical().toArray());
        return String.format("%08x", Endian.getIntLe(digest, 0));
    }

    private static String openSslSubject(String option) {
        var line = openSsl.run("x509", "-in", "n.pem", "-noout", "-subject", "-nameopt", option);
        return line.substring("subject=".length(), line.length() - 1);
    }

    private static String certtoolSubject() {
        var path = directory.resolve("n.pem").toString();
        var output = PeerProcess.run(Duration.ofSeconds(10), "", "certtool", "-i", "--infile", path)
                .output();
        var utf8 = new String(output.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return utf8.lines()
                .filter(line -> line.startsWith("\tSubject: "))
                .findFirst()
                .orElseThrow()
                .substring(10);
    }

    static List<Name> oddNames() {
        return List.of(
                name(attribute("1.2.3.4.5", DerTag.UTF8_STRING, "666f6f")),
                name(attribute("2.5.4.3", DerTag.BMP_STRING, "00410042ff21")),
                name(attribute("2.5.4.3", DerTag.UNIVERSAL_STRING, "0001f418")),
                name(attribute("2.5.4.3", DerTag.TELETEX_STRING, "fc62")),
                name(attribute("2.5.4.3", DerTag.UTF8_STRING, "c328")),
                name(attribute("2.5.4.3", DerTag.OCTET_STRING, "0102")),
                name(attribute("2.5.4.3", DerTag.NUMERIC_STRING, "3132")),
                name(attribute("2.5.4.3", DerTag.UTF8_STRING, "")));
    }

    @ParameterizedTest
    @MethodSource("oddNames")
    void oddValuesAreShownAndComparedAllTheSame(Name name) {
        var again = Name.read(new DerReader(name.der()));
        assertEquals(name, again);
        assertEquals(name.hashCode(), again.hashCode());
        for (var style : NameStyle.values()) {
            assertEquals(name.print(style), again.print(style));
        }
    }

    @Test
    void encodingCaseAndSpacesDoNotMakeAnotherName() {
        var plain = name(attribute(
                "2.5.4.3", DerTag.PRINTABLE_STRING, Bytes.utf8("Mail Hub").toHex()));
        assertEquals(
                plain,
                name(attribute(
                        "2.5.4.3",
                        DerTag.UTF8_STRING,
                        Bytes.utf8(" mAIL \t hub ").toHex())));
        assertEquals(plain, name(attribute("2.5.4.3", DerTag.BMP_STRING, "004d00610069006c0020004800550062")));
        assertNotEquals(
                plain,
                name(attribute(
                        "2.5.4.3", DerTag.UTF8_STRING, Bytes.utf8("MailHub").toHex())));
        assertNotEquals(
                plain,
                name(attribute(
                        "2.5.4.10", DerTag.UTF8_STRING, Bytes.utf8("Mail Hub").toHex())));
        assertNotEquals(plain, Name.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31 00", // a SET instead of the SEQUENCE
                "30 02 31 00", // an RDN without attribute
                "30 04 31 02 30 00", // an attribute without type
                "30 09 31 07 30 05 06 03 55 04 03", // without value
                "30 0d 31 0b 30 09 06 03 55 04 03 0c 00 05 00", // with something after the value
            })
    void whatIsNoNameIsRefused(String hex) {
        assertThrows(DerException.class, () -> Name.read(new DerReader(Bytes.fromHex(hex))));
    }

    @Test
    void attributesAreFoundByType() {
        var name = name(attribute("2.5.4.3", DerTag.UTF8_STRING, "61"), attribute("2.5.4.3", DerTag.UTF8_STRING, "62"));
        assertEquals(List.of("a", "b"), name.all(AttributeType.COMMON_NAME));
        assertEquals(List.of(), name.all(AttributeType.COUNTRY));
        assertEquals("/CN=a+CN=b", name.toString());
    }

    private static Name.Attribute attribute(String type, int tag, String value) {
        return new Name.Attribute(new Oid(type), tag, Bytes.fromHex(value));
    }

    private static Name name(Name.Attribute... attributes) {
        var der = DerWriter.write(out -> out.sequence(rdns -> rdns.set(rdn -> {
            for (var attribute : attributes) {
                rdn.sequence(pair -> pair.oid(attribute.type()).element(attribute.tag(), attribute.value()));
            }
        })));
        return Name.read(new DerReader(der));
    }
}
