/// ASN.1 as X.509 and key files need it: the distinguished encoding rules and their wrapping in text.
///
/// Reading order:
///
/// 1. [postern.crypto.asn1.DerReader]: takes one element after the other and refuses every encoding but the one.
/// 2. [postern.crypto.asn1.DerWriter]: the same structure, written; nesting is a lambda.
/// 3. [postern.crypto.asn1.DerTag]: the identifier octets by name.
/// 4. [postern.crypto.asn1.Oid]: object identifiers in dotted form.
/// 5. [postern.crypto.asn1.Pem] and [postern.crypto.asn1.SecretPem]: Base64 between BEGIN and END, for certificates
///    and for private keys; `PemScanner` finds the blocks, `Base64` decodes without a table.
/// 6. [postern.crypto.asn1.DerException]: what was wrong, and at which octet.
///
/// Why strict: a signature covers octets, and people act on what a parser makes of them. If two parsers can read
/// the same octets differently, an attacker shows one meaning to the signer and another to the verifier. DER allows
/// one encoding per value, so reading and writing again gives the same octets; the tests demand exactly this.
///
/// Why a pull reader and not a tree: the caller names what must come next, so an unexpected element is refused
/// where it stands, with its offset, and nothing is kept that nobody asked for. There is no recursion to exhaust.
@NullMarked
package postern.crypto.asn1;

import org.jspecify.annotations.NullMarked;
