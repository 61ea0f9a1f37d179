/// The presentation language of the TLS RFCs (RFC 9846 §3), both ways.
///
/// 1. [postern.tls.codec.TlsReader]: takes integers, opaque strings and vectors off octets, and refuses
///    what does not fit.
/// 2. [postern.tls.codec.TlsWriter]: its mirror.
///
/// Why two small classes: with them a parser reads like the RFC's struct, and no other class of this module computes an
/// index into what the peer sent. Whoever reads calls [postern.tls.codec.TlsReader#end()] where the struct ends, so
/// nothing is ever skipped unseen, and what was read can be written again to the same octets.
@NullMarked
package postern.tls.codec;

import org.jspecify.annotations.NullMarked;
