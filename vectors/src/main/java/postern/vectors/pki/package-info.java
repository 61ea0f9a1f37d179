/// A public-key infrastructure for tests, made by OpenSSL and not by the code that is tested with it.
///
/// [postern.vectors.pki.TestPki] gives the paths of PEM files: a root, an intermediate authority, server
/// certificates with RSA, P-256 and P-384 keys, a client's, and some with exactly one fault each.
@NullMarked
package postern.vectors.pki;

import org.jspecify.annotations.NullMarked;
