/// A shim for the protocol test runner of BoringSSL: a hostile TLS stack, written in Go, that starts this
/// program for each of its tests, or asks its resident form, and misbehaves at it.
///
/// 1. [postern.tls.bogo.BogoShim]: the program, once or resident.
/// 2. [postern.tls.bogo.ShimFlags]: the runner's flags; those that are not implemented end with status 89.
/// 3. [postern.tls.bogo.ShimConfig]: what the flags say about our configuration.
/// 4. [postern.tls.bogo.ShimConnection]: one connection, and [postern.tls.bogo.ShimExpectations]: what the flags
///    expect of it; [postern.tls.bogo.ShimTrace]: what passed.
///
/// `config.json` beside the script maps our violations to the runner's words and lists the tests that do not
/// apply.
package postern.tls.bogo;
