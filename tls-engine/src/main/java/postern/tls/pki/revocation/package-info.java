/// Revocation: what an issuer took back before it expired.
///
/// Reading order:
///
/// 1. [postern.tls.pki.revocation.Crl]: the signed list, found in constant time by serial number.
/// 2. [postern.tls.pki.revocation.RevocationPolicy]: when a list is believed, and what it means if there is none.
@NullMarked
package postern.tls.pki.revocation;

import org.jspecify.annotations.NullMarked;
