/// The policy languages of OpenSSL and GnuTLS: what an operator writes about versions, suites, groups and
/// signatures, exactly as those tools understand it.
///
/// A text is read into a list of edits, each with the place of its word; an evaluator carries the edits out.
/// Nothing here knows a connection. What a text means for one is a [postern.tls.policy.SecurityPolicy]: lists to
/// choose from, [postern.tls.policy.Terms] for the handshake, and a [postern.tls.pki.Rigour] for certificates.
///
/// Reading order:
///
/// 1. [postern.tls.policy.OpenSslCipherString]: the grammar of cipher strings. `OpenSslWords` has the words,
///    `SuiteFilter` what one stands for, `OpenSslEdit` the steps, `OpenSslEvaluator` the list that they work on.
/// 2. [postern.tls.policy.OpenSslListing] and [postern.tls.policy.Supported]: the list with TLS 1.3, in OpenSSL's
///    words.
/// 3. [postern.tls.policy.SecurityLevel]: what `@SECLEVEL=` asks of a connection.
/// 4. [postern.tls.policy.GnuTlsPriorityString]: the grammar of priority strings; `GnuTlsState` is what its tokens
///    edit, `GnuTlsNames` the names they use.
/// 5. [postern.tls.policy.SecurityPolicy]: what an engine may do, whatever the language it was written in; and
///    [postern.tls.policy.Removals], the word to blame when it may do too little.
///
/// What the keywords of GnuTLS do to a connection, each with its place: the hello's extensions and length
/// (`HelloShape`), the first record's version (`TlsEngine`), the answers of a server up to TLS 1.2 (its
/// `Negotiated`), renegotiation_info (`RecvdServerHello12`, `RecvdClientHello12`), whose order counts
/// (`Negotiation`), tickets (`TlsConfig`), certificates (`Rigour`). Four do nothing here, three of them
/// not even in GnuTLS, and whoever writes them is warned: `%NEW_PADDING`, `%STATELESS_COMPRESSION`,
/// `%VERIFY_ALLOW_X509_V1_CA_CRT` and `%ALLOW_SMALL_RECORDS`.
///
/// Stricter than the tools in two things. Without a keyword GnuTLS connects to servers that lack RFC 5746; here
/// one of `%PARTIAL_RENEGOTIATION`, `%UNSAFE_RENEGOTIATION` and `%DISABLE_SAFE_RENEGOTIATION` is needed for
/// that, and none of them brings a renegotiation about. And no prime for Diffie-Hellman is taken that has fewer
/// than 1024 bits, whatever the level.
@NullMarked
package postern.tls.policy;

import org.jspecify.annotations.NullMarked;
