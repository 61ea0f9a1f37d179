package postern.tls.pki;

import java.time.Instant;
import postern.crypto.asn1.DerReader;

/// The period for which the issuer stands by a certificate, both ends included (RFC 5280 §4.1.2.5).
public record Validity(Instant notBefore, Instant notAfter) {
    /// UTCTime or GeneralizedTime, each in the strict form. The RFC wants GeneralizedTime only from 2050 on; an
    /// earlier one is taken as well, because its meaning is plain.
    static Validity read(DerReader in) {
        var validity = in.sequence();
        var result = new Validity(validity.time(), validity.time());
        validity.end();
        return result;
    }

    /// Whether the period has begun by then and not ended; its last second belongs to it.
    public boolean covers(Instant at) {
        return !at.isBefore(notBefore) && at.getEpochSecond() <= notAfter.getEpochSecond();
    }
}
