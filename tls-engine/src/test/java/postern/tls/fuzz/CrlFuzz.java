package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.CertificateException;
import postern.tls.pki.revocation.Crl;
import postern.vectors.fuzz.FuzzTarget;

/// A revocation list, and a file of them.
public final class CrlFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        try {
            var crl = Crl.parse(Bytes.copyOf(input));
            if (crl.size() > input.length) {
                throw new AssertionError(crl.size() + " entries in " + input.length + " octets");
            }
            crl.find(BigInteger.ONE);
            if (!Crl.parse(crl.der()).der().equals(crl.der())) {
                throw new AssertionError("another list when read again");
            }
        } catch (CertificateException e) {
            // refused, with the reason
        }
        try {
            Crl.parseAll(Bytes.copyOf(input));
        } catch (CertificateException e) {
            // refused, with the reason
        }
    }
}
