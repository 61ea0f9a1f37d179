package postern.tls.pki.issue;

import postern.crypto.key.PrivateKey;
import postern.tls.pki.Certificate;

/// Somebody who can sign certificates: the certificate that says who it is, and its key.
///
/// @param key still owned by whoever made it
public record Issuer(Certificate certificate, PrivateKey key) {}
