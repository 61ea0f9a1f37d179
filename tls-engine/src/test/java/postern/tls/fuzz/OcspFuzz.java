package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.CertificateException;
import postern.tls.pki.revocation.OcspRequest;
import postern.tls.pki.revocation.OcspResponse;
import postern.vectors.fuzz.FuzzTarget;

/// A question and an answer about a certificate's status.
public final class OcspFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        var der = Bytes.copyOf(input);
        try {
            var request = OcspRequest.parse(der);
            if (!OcspRequest.parse(request.der()).equals(request)) {
                throw new AssertionError("another request when written again");
            }
        } catch (CertificateException e) {
            // refused, with the reason
        }
        try {
            if (!OcspResponse.parse(der).der().equals(der)) {
                throw new AssertionError("another response when written again");
            }
        } catch (CertificateException e) {
            // refused, with the reason
        }
    }
}
