/// The policy languages of OpenSSL and GnuTLS: what an operator writes about versions, suites, groups and
/// signatures, exactly as those tools understand it.
///
/// A text is read into a list of edits, each with the place of its word; an evaluator carries the edits out.
/// Nothing here knows a connection.
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
/// 5. [postern.tls.policy.SecurityPolicy]: what an engine may do, whatever the language it was written in.
@NullMarked
package postern.tls.policy;

import org.jspecify.annotations.NullMarked;
