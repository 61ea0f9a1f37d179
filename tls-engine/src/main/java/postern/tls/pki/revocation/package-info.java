/// Revocation: what an issuer took back before it expired.
///
/// Reading order:
///
/// 1. [postern.tls.pki.revocation.Crl]: the signed list, found in constant time by serial number.
/// 2. [postern.tls.pki.revocation.CrlStore]: the check of a certificate against lists;
///    [postern.tls.pki.revocation.RevocationPolicy]: what it means if there is none.
/// 3. [postern.tls.pki.revocation.OcspRequest] and [postern.tls.pki.revocation.OcspResponse]: question and answer
///    about single certificates, each named by its [postern.tls.pki.revocation.CertId].
/// 4. [postern.tls.pki.revocation.OcspVerifier]: when an answer is believed. Its
///    [postern.tls.pki.revocation.OcspProof] says what the answer says, and when to ask again.
/// 5. [postern.tls.pki.revocation.OcspCheck]: the check of a certificate against stapled answers.
@NullMarked
package postern.tls.pki.revocation;

import org.jspecify.annotations.NullMarked;
