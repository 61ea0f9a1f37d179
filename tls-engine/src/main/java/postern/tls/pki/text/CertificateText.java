package postern.tls.pki.text;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.Certificate;
import postern.tls.pki.Name;
import postern.tls.pki.NameStyle;
import postern.tls.pki.SignatureName;

/// A certificate for people, in the layout of `openssl x509 -text`, which everybody who looks at certificates
/// knows.
public final class CertificateText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMM ppd HH:mm:ss uuuu 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    /// OpenSSL puts a serial number of up to eight octets on the line, in decimal.
    private static final int SHORT_SERIAL_BITS = 64;

    private static final int SIGNATURE_OCTETS_A_LINE = 18;

    private final Certificate certificate;
    private final NameStyle style;
    private final TextBlock out = new TextBlock();

    private CertificateText(Certificate certificate, NameStyle style) {
        this.certificate = certificate;
        this.style = style;
    }

    /// The whole certificate; names in the given form.
    public static String print(Certificate certificate, NameStyle style) {
        return new CertificateText(certificate, style).print();
    }

    /// A date as `openssl x509 -dates` writes it.
    public static String print(Instant time) {
        return TIME.format(time);
    }

    /// A serial number as `openssl x509 -serial` writes it: upper-case hexadecimal, whole octets.
    public static String print(BigInteger serial) {
        var magnitude = Bytes.adopt(serial.abs().toByteArray());
        var digits = (magnitude.length() > 1 && magnitude.at(0) == 0 ? magnitude.from(1) : magnitude).toHex();
        return (serial.signum() < 0 ? "-" : "") + digits.toUpperCase(Locale.ROOT);
    }

    /// Octets as OpenSSL writes fingerprints: `0A:1B:…`.
    public static String colons(Bytes octets) {
        return COLONS.withUpperCase().formatHex(octets.toArray());
    }

    private String print() {
        out.line(0, "Certificate:");
        out.line(4, "Data:");
        out.line(8, "Version: " + certificate.version() + " (0x" + (certificate.version() - 1) + ")");
        printSerial();
        out.line(8, "Signature Algorithm: " + signatureAlgorithm());
        out.line(8, "Issuer: " + name(certificate.issuer()));
        out.line(8, "Validity");
        out.line(12, "Not Before: " + print(certificate.validity().notBefore()));
        out.line(12, "Not After : " + print(certificate.validity().notAfter()));
        out.line(8, "Subject: " + name(certificate.subject()));
        KeyText.print(certificate.spki(), out);
        ExtensionText.print(certificate.extensions(), out);
        out.line(4, "Signature Algorithm: " + signatureAlgorithm());
        out.line(4, "Signature Value:");
        out.hex(8, SIGNATURE_OCTETS_A_LINE, certificate.signed().signature());
        return out.toString();
    }

    private void printSerial() {
        var serial = certificate.serial();
        if (serial.abs().bitLength() < SHORT_SERIAL_BITS) {
            out.line(
                    8,
                    "Serial Number: " + serial + " (" + sign(serial, "-") + "0x"
                            + serial.abs().toString(16) + ")");
        } else {
            var octets = Bytes.fromHex(print(serial.abs()));
            out.line(8, "Serial Number:");
            out.line(12, sign(serial, " (Negative)") + COLONS.formatHex(octets.toArray()));
        }
    }

    private static String sign(BigInteger number, String ifNegative) {
        return number.signum() < 0 ? ifNegative : "";
    }

    private String signatureAlgorithm() {
        var oid = certificate.signed().algorithmOid();
        return SignatureName.of(oid).map(SignatureName::title).orElse(oid.dotted());
    }

    private String name(Name name) {
        return name.print(style);
    }
}
