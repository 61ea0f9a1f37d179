package postern.tls.pki.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import postern.tls.pki.Certificate;

/// The proof that somebody entitled to it says what a certificate's status is. Only [OcspVerifier] can make one.
public final class OcspProof {
    /// Without a date for the next answer, or with one far off, somebody should still ask now and then.
    private static final Duration LONGEST_PAUSE = Duration.ofDays(7);

    private final SingleResponse response;
    private final Certificate signer;

    OcspProof(SingleResponse response, Certificate signer) {
        this.response = response;
        this.signer = signer;
    }

    /// What it says.
    public CertificateStatus status() {
        return response.status();
    }

    /// Since when it is known to be right.
    public Instant thisUpdate() {
        return response.thisUpdate();
    }

    /// Until when it is good; empty if it does not say.
    public Optional<Instant> nextUpdate() {
        return response.nextUpdate();
    }

    /// Who signed: the issuer, or whom it appointed.
    public Certificate signer() {
        return signer;
    }

    /// Whether the signer's certificate ends before the answer does: whoever checks it in between would refuse it.
    public boolean outlivesItsSigner() {
        return nextUpdate()
                .filter(next -> next.isAfter(signer.validity().notAfter()))
                .isPresent();
    }

    /// When to ask for the next: half-way through the answer's life, so that a responder may be away for as
    /// long as the other half.
    public Instant comeBack() {
        var latest = thisUpdate().plus(LONGEST_PAUSE);
        var halfWay = nextUpdate()
                .map(next ->
                        thisUpdate().plus(Duration.between(thisUpdate(), next).dividedBy(2)));
        return halfWay.filter(time -> time.isBefore(latest)).orElse(latest);
    }
}
