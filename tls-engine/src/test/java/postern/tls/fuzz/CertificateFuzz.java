package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.NameStyle;
import postern.vectors.fuzz.FuzzTarget;

/// A certificate: taken or refused; if taken, everything of it can be asked for and shown.
public final class CertificateFuzz implements FuzzTarget {
    private static final int MAX_SHOWN_FOR_EACH_OCTET = 16;

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        Certificate certificate;
        try {
            certificate = Certificate.parse(Bytes.copyOf(input));
        } catch (CertificateException e) {
            return; // refused, with the reason
        }
        for (var style : NameStyle.values()) {
            bounded(certificate.subject().print(style), input.length);
            bounded(certificate.issuer().print(style), input.length);
        }
        if (!Certificate.parse(certificate.der()).equals(certificate)
                || Certificate.parsePem(certificate.toPem()).size() != 1) {
            throw new AssertionError("another certificate when read again");
        }
        bounded(certificate.subjectAltNames().toString(), input.length);
        bounded(certificate.toString(), input.length);
        publicKey(certificate);
    }

    /// A key is read when it is asked for.
    private static void publicKey(Certificate certificate) {
        try {
            certificate.publicKey();
        } catch (CertificateException e) {
            // of an unknown kind, or malformed
        }
    }

    private static void bounded(String shown, int octets) {
        if (shown.length() > MAX_SHOWN_FOR_EACH_OCTET * octets) {
            throw new AssertionError("a name of " + shown.length() + " characters from " + octets + " octets");
        }
    }
}
