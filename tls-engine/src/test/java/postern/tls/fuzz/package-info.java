/// What a stranger may hand to the engine: certificates, revocation, handshake messages, records, whole flights,
/// tickets, policy strings. See [postern.vectors.fuzz].
@NullMarked
package postern.tls.fuzz;

import org.jspecify.annotations.NullMarked;
