package postern.crypto.dh;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postern.crypto.math.Limbs;
import postern.crypto.math.Primes;
import postern.crypto.random.RandomSource;

/// What can be found out about a group: whether its prime is one and of which kind, and what its generator
/// generates.
///
/// @param group which group
/// @param modulus the kind of p
/// @param generator what g generates
public record DhGroupCheck(DhGroup group, ModulusKind modulus, GeneratorKind generator) {
    /// RFC 9325 §4.2: below this, the discrete logarithm is within reach of a state (the Logjam attack, 2015).
    private static final int ENOUGH_BITS = 2048;

    /// Nobody says how the primes of RFC 5114 were found, and a prime can be made with a trapdoor (RFC 8247 §2.4).
    private static final Set<String> OF_UNKNOWN_ORIGIN = Set.of("ike22", "ike23", "ike24");

    /// The kinds of modulus.
    public enum ModulusKind {
        SAFE_PRIME("a safe prime"),
        PRIME_WITH_SUBGROUP("a prime, with a subgroup of known prime order"),
        PRIME("a prime, but not a safe one, and no subgroup is named"),
        COMPOSITE("not a prime");

        private final String words;

        ModulusKind(String words) {
            this.words = words;
        }

        /// The kind in words.
        public String words() {
            return words;
        }
    }

    /// What a generator generates.
    public enum GeneratorKind {
        SUBGROUP("of the prime order q"),
        WHOLE_GROUP("of the order p - 1: whoever sees a public key learns the lowest bit of the private one"),
        UNKNOWN("of unknown order"),
        WRONG("not of the order that is named");

        private final String words;

        GeneratorKind(String words) {
            this.words = words;
        }

        /// The kind in words.
        public String words() {
            return words;
        }
    }

    /// Time depends on the group, which is public. Finds out. Wrong with a probability of at most 2⁻¹²⁷; takes a
    /// second for 2048 bits, a minute for 8192.
    public static DhGroupCheck of(DhGroup group, RandomSource random) {
        var p = new BigInteger(1, group.p().toArray());
        var g = new BigInteger(1, group.g().toArray());
        var named = group.q().map(octets -> new BigInteger(1, octets.toArray()));
        if (!isPrime(p, random)) {
            return new DhGroupCheck(group, ModulusKind.COMPOSITE, GeneratorKind.UNKNOWN);
        }
        var half = p.shiftRight(1);
        if (isPrime(half, random)) {
            var power = g.modPow(half, p);
            return new DhGroupCheck(
                    group,
                    ModulusKind.SAFE_PRIME,
                    power.equals(BigInteger.ONE) ? GeneratorKind.SUBGROUP : GeneratorKind.WHOLE_GROUP);
        }
        boolean subgroup = named.isPresent()
                && p.subtract(BigInteger.ONE).mod(named.get()).signum() == 0
                && isPrime(named.get(), random);
        if (!subgroup) {
            return new DhGroupCheck(group, ModulusKind.PRIME, GeneratorKind.UNKNOWN);
        }
        boolean right = g.modPow(named.get(), p).equals(BigInteger.ONE);
        return new DhGroupCheck(
                group, ModulusKind.PRIME_WITH_SUBGROUP, right ? GeneratorKind.SUBGROUP : GeneratorKind.WRONG);
    }

    private static boolean isPrime(BigInteger n, RandomSource random) {
        return Primes.isPrime(Limbs.of(DhGroup.octets(n)), random);
    }

    /// Every reason not to use the group, in words; empty if there is none.
    public List<String> faults() {
        var faults = new ArrayList<String>();
        if (modulus == ModulusKind.COMPOSITE || modulus == ModulusKind.PRIME) {
            faults.add("the modulus is " + modulus.words());
        }
        if (generator == GeneratorKind.WRONG) {
            faults.add("the generator is " + generator.words());
        }
        if (group.bits() < ENOUGH_BITS) {
            faults.add(group.bits() + " bits are too few; at least " + ENOUGH_BITS + " are needed (RFC 9325 §4.2)");
        }
        if (OF_UNKNOWN_ORIGIN.contains(group.name())) {
            faults.add("nobody knows how the prime of " + group.name() + " was found (RFC 5114; RFC 8247 §2.4)");
        }
        return List.copyOf(faults);
    }
}
