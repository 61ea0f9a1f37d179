/// Random octets: for keys, nonces and everything that a peer must not guess.
///
/// Reading order:
///
/// 1. [postern.crypto.random.RandomSource]: what the rest of the code sees. It is handed in, so that a handshake can
///    be replayed to the octet with a fixed one.
/// 2. [postern.crypto.random.HmacDrbg]: a generator from HMAC (SP 800-90A): everything it gives follows from its
///    seed, and its past cannot be computed from its state.
/// 3. `SystemRandom`: one such generator for the process, reseeded before every request. `HmacDrbg.system()` gives
///    it.
/// 4. `Entropy`: where the seeds come from; the only door to the operating system's randomness.
///
/// Why HMAC_DRBG among the generators of SP 800-90A: it needs nothing but HMAC, its security has been proved from
/// HMAC's being a pseudorandom function, and it has no table, no block cipher and no curve whose constants would
/// have to be trusted. It is not the fastest; a handshake asks it for some hundred octets.
///
/// Proved by the vectors of NIST's CAVP, with and without reseeding, prediction resistance,
/// personalization and additional input.
@NullMarked
package postern.crypto.random;

import org.jspecify.annotations.NullMarked;
