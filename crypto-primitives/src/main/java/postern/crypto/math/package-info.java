/// Long numbers whose values nobody can read off the clock.
///
/// Reading order:
///
/// 1. [postern.crypto.math.Limbs]: a natural number of fixed, public width.
/// 2. [postern.crypto.math.Modulus]: arithmetic modulo an odd number, with secret exponents and, if need be, a
///    secret modulus.
/// 3. `Montgomery`: the one product under all of it; the kernel that RSA and Diffie–Hellman spend their time in.
/// 4. [postern.crypto.math.TwinModulus]: powers modulo two primes at once, by vector code where there is some.
/// 5. `ModularInverse`: the inverse without Euclid's telltale divisions.
/// 6. [postern.crypto.math.Primes]: Miller–Rabin, with the bounds that say how many rounds are enough.
///
/// Why not `BigInteger`: its numbers have no leading zero words, its loops end early, its division tries
/// quotients; all of this shows in the running time, and it cannot be wiped. In the tests it is the oracle.
///
/// Why limbs of 52 bits: the JVM has no add-with-carry, and a comparison to find a carry costs more than the
/// product that caused it. With twelve bits to spare, a column sums all its products first and carries once.
@NullMarked
package postern.crypto.math;

import org.jspecify.annotations.NullMarked;
