package postern.tls.pki.revocation;

import java.time.Instant;

/// That a certificate was revoked.
///
/// @param at since when
/// @param reason why; [RevocationReason#UNSPECIFIED] if the issuer does not say
public record Revocation(Instant at, RevocationReason reason) {}
