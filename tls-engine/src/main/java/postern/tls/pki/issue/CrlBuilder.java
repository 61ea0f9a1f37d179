package postern.tls.pki.issue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.RandomSource;
import postern.tls.pki.AuthorityKeyIdentifier;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;

/// Makes certificate revocation lists (RFC 5280 §5), version 2, complete and for all certificates of the issuer.
///
/// Used by one thread.
public final class CrlBuilder {
    private static final Oid CRL_NUMBER = new Oid("2.5.29.20");
    private static final Oid REASON = new Oid("2.5.29.21");

    private final Instant thisUpdate;
    private final Instant nextUpdate;
    private final Map<BigInteger, Revocation> revoked = new LinkedHashMap<>();
    private BigInteger number;

    /// An empty list.
    ///
    /// @param nextUpdate when the next will be there at the latest
    public CrlBuilder(Instant thisUpdate, Instant nextUpdate) {
        this.thisUpdate = thisUpdate;
        this.nextUpdate = nextUpdate;
        this.number = BigInteger.valueOf(thisUpdate.getEpochSecond());
    }

    /// The number of the list among its issuer's, which must grow; the time in seconds without this.
    public CrlBuilder number(BigInteger number) {
        this.number = number;
        return this;
    }

    /// Lists one more certificate.
    public CrlBuilder revoke(BigInteger serial, Revocation revocation) {
        revoked.put(serial, revocation);
        return this;
    }

    /// The list, signed.
    public Crl issuedBy(Issuer issuer, RandomSource random) {
        return Crl.parse(issuer.sign(
                signature -> DerWriter.write(out -> out.sequence(tbs -> {
                    tbs.integer(1).raw(signature.algorithmIdentifier());
                    tbs.raw(issuer.certificate().subject().der());
                    tbs.time(thisUpdate).time(nextUpdate);
                    if (!revoked.isEmpty()) {
                        tbs.sequence(list -> revoked.forEach((serial, what) -> writeEntry(list, serial, what)));
                    }
                    tbs.explicit(0, e -> e.sequence(list -> extensions(issuer).forEach(one -> one.write(list))));
                })),
                random));
    }

    private static void writeEntry(DerWriter out, BigInteger serial, Revocation revocation) {
        out.sequence(entry -> {
            entry.integer(serial).time(revocation.at());
            // Better left out than "unspecified" (RFC 5280 §5.3.1).
            reason(revocation).ifPresent(extension -> entry.sequence(extension::write));
        });
    }

    private static Optional<Extension> reason(Revocation revocation) {
        int code = revocation.reason().code();
        return revocation.reason() == RevocationReason.UNSPECIFIED
                ? Optional.empty()
                : Optional.of(extension(REASON, DerWriter.write(value -> value.enumerated(code))));
    }

    private List<Extension> extensions(Issuer issuer) {
        return List.of(
                extension(
                        KnownExtension.AUTHORITY_KEY_IDENTIFIER.oid(),
                        AuthorityKeyIdentifier.write(issuer.keyIdentifier())),
                extension(CRL_NUMBER, DerWriter.write(value -> value.integer(number))));
    }

    private static Extension extension(Oid type, Bytes value) {
        return new Extension(type, Criticality.NON_CRITICAL, value);
    }
}
