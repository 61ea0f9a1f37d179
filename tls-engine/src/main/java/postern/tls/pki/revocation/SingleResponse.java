package postern.tls.pki.revocation;

import java.time.Instant;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// What a response says of one certificate (RFC 6960 §4.2.1).
///
/// @param thisUpdate since when it is known to be right
/// @param nextUpdate until when it is good; empty if fresher answers are always to be had
public record SingleResponse(
        CertId certificate, CertificateStatus status, Instant thisUpdate, Optional<Instant> nextUpdate) {
    /// `SEQUENCE { certID, certStatus, thisUpdate, nextUpdate [0] OPTIONAL, singleExtensions [1] OPTIONAL }`
    static SingleResponse read(DerReader in) {
        var single = in.sequence();
        var id = CertId.read(single);
        var status = readStatus(single);
        var thisUpdate = time(single);
        var nextUpdate = single.optionalExplicit(0).map(explicit -> {
            var time = time(explicit);
            explicit.end();
            return time;
        });
        single.optionalExplicit(1).ifPresent(OcspRequest::readExtensions);
        single.end();
        return new SingleResponse(id, status, thisUpdate, nextUpdate);
    }

    /// `CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL }`
    private static CertificateStatus readStatus(DerReader in) {
        int start = in.offset();
        if (in.nextIs(DerTag.constructed(1))) {
            return new CertificateStatus.Revoked(readRevoked(in.explicit(1)));
        }
        var good = in.optionalImplicit(0);
        var other = good.isPresent() ? good : in.optionalImplicit(2);
        if (other.isEmpty() || !other.get().isEmpty()) {
            throw new DerException("certStatus is neither good, revoked nor unknown (RFC 6960 §4.2.1)", start);
        }
        return good.isPresent() ? new CertificateStatus.Good() : new CertificateStatus.Unknown();
    }

    /// `RevokedInfo ::= SEQUENCE { revocationTime GeneralizedTime, revocationReason [0] EXPLICIT CRLReason
    /// OPTIONAL }`
    private static Revocation readRevoked(DerReader info) {
        var at = time(info);
        var reason = info.optionalExplicit(0).map(SingleResponse::readReason).orElse(RevocationReason.UNSPECIFIED);
        info.end();
        return new Revocation(at, reason);
    }

    private static RevocationReason readReason(DerReader explicit) {
        int code = explicit.enumerated();
        explicit.end();
        return RevocationReason.of(code)
                .orElseThrow(() -> new DerException("unknown CRLReason " + code + " (RFC 5280 §5.3.1)"));
    }

    /// OCSP has GeneralizedTime only.
    static Instant time(DerReader in) {
        if (!in.nextIs(DerTag.GENERALIZED_TIME)) {
            throw new DerException("GeneralizedTime expected (RFC 6960 §4.2.1)", in.offset());
        }
        return in.time();
    }

    /// Writes it as it stands in a response.
    public void write(DerWriter out) {
        out.sequence(single -> {
            certificate.write(single);
            writeStatus(single);
            single.generalizedTime(thisUpdate);
            nextUpdate.ifPresent(next -> single.explicit(0, explicit -> explicit.generalizedTime(next)));
        });
    }

    private void writeStatus(DerWriter out) {
        switch (status) {
            case CertificateStatus.Good() -> out.implicit(0, Bytes.EMPTY);
            case CertificateStatus.Unknown() -> out.implicit(2, Bytes.EMPTY);
            case CertificateStatus.Revoked(var revocation) ->
                out.explicit(1, info -> {
                    info.generalizedTime(revocation.at());
                    if (revocation.reason() != RevocationReason.UNSPECIFIED) {
                        info.explicit(
                                0,
                                reason -> reason.enumerated(revocation.reason().code()));
                    }
                });
        }
    }
}
