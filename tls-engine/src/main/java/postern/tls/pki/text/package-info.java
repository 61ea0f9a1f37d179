/// Certificates shown to people.
///
/// Reading order:
///
/// 1. [postern.tls.pki.text.CertificateText]: the whole certificate, in the layout of `openssl x509 -text`.
/// 2. `KeyText` and `ExtensionText`: its two large parts.
///
/// What is shown is what was parsed, not what was meant: kinds of keys and extensions that are not implemented
/// appear by name and octets.
@NullMarked
package postern.tls.pki.text;

import org.jspecify.annotations.NullMarked;
