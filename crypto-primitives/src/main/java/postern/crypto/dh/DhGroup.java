package postern.crypto.dh;

import java.math.BigInteger;
import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.math.Limbs;
import postern.crypto.math.Modulus;
import postern.crypto.math.Primes;
import postern.crypto.random.RandomSource;

/// The numbers that both sides of a Diffie–Hellman exchange share: a prime p, a generator g, and, if it is
/// known, the order q of the numbers that g generates. All are public.
///
/// Most groups have a *safe* prime, p = 2·q + 1 with q prime: then all numbers but 0, 1 and p − 1 have an order
/// of q or 2·q, and there is no small subgroup into which an attacker could lead us.
///
/// Immutable; may be shared between threads.
public final class DhGroup {
    /// Below this anybody can compute discrete logarithms. What a policy demands lies far above.
    public static final int MIN_BITS = 512;

    /// The cost grows with the cube of the length, and in TLS 1.2 the server chooses it.
    public static final int MAX_BITS = 8192;

    private static final String LABEL = "DH PARAMETERS";
    private static final String X942_LABEL = "X9.42 DH PARAMETERS";

    private final String name;
    private final Modulus modulus;
    private final BigInteger p;
    private final BigInteger g;
    private final Optional<BigInteger> q;

    private DhGroup(String name, BigInteger p, BigInteger g, Optional<BigInteger> q) {
        this.name = name;
        this.p = p;
        this.g = g;
        this.q = q;
        int bits = p.bitLength();
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException("Diffie-Hellman prime of " + bits + " bits; from " + MIN_BITS + " to "
                    + MAX_BITS + " are supported");
        }
        if (!p.testBit(0)) {
            throw new IllegalArgumentException("Diffie-Hellman modulus is even, so it is no prime");
        }
        if (g.compareTo(BigInteger.TWO) < 0 || g.compareTo(p.subtract(BigInteger.TWO)) > 0) {
            throw new IllegalArgumentException("Diffie-Hellman generator is not from 2 to p - 2");
        }
        this.modulus = Modulus.of(octets(p));
    }

    /// A group whose prime is known to be safe.
    static DhGroup safe(String name, BigInteger p, BigInteger g) {
        return new DhGroup(name, p, g, Optional.of(p.shiftRight(1)));
    }

    /// A group whose generator is known to have the prime order q.
    static DhGroup subgroup(String name, BigInteger p, BigInteger g, BigInteger q) {
        return new DhGroup(name, p, g, Optional.of(q));
    }

    /// Time depends on the numbers, which are public. A group of a peer or a file, of which p and g alone are
    /// known; if they are those of a group in [StandardGroups], it is that one. Whether p is prime is not
    /// checked: see [#isSafe(RandomSource)].
    ///
    /// @param p most significant octet first
    /// @param g most significant octet first
    /// @throws IllegalArgumentException if the numbers cannot be a group
    public static DhGroup of(Bytes p, Bytes g) {
        return of("", new BigInteger(1, p.toArray()), new BigInteger(1, g.toArray()));
    }

    private static DhGroup of(String name, BigInteger p, BigInteger g) {
        return StandardGroups.find(p, g).orElseGet(() -> new DhGroup(name, p, g, Optional.empty()));
    }

    /// The first block `DH PARAMETERS` of a PEM text (PKCS#3 §9), as `openssl dhparam` and `certtool
    /// --generate-dh-params` write it, or `X9.42 DH PARAMETERS` (RFC 3279 §2.3.3):
    ///
    ///     DHParameter      ::= SEQUENCE { prime INTEGER, base INTEGER, privateValueLength INTEGER OPTIONAL }
    ///     DomainParameters ::= SEQUENCE { p, g, q INTEGER, j INTEGER OPTIONAL, validationParms SEQUENCE
    ///     OPTIONAL }
    ///
    /// Whether the q of the second form is the order of g is not checked: see [DhGroupCheck].
    ///
    /// @param fileName what the file is called in messages
    /// @throws IllegalArgumentException if there is none, or it is malformed
    public static DhGroup fromPem(String text, String fileName) {
        try {
            return Pem.parseAll(text).stream()
                    .filter(pem -> pem.label().equals(LABEL) || pem.label().equals(X942_LABEL))
                    .findFirst()
                    .map(pem -> pem.label().equals(LABEL) ? read(pem.der(), fileName) : readX942(pem.der(), fileName))
                    .orElseThrow(() -> new IllegalArgumentException("no block DH PARAMETERS in it; make one with: "
                            + "postern dhparam --bits 2048 --out " + fileName));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Diffie-Hellman parameters " + fileName + ": " + e.getMessage(), e);
        }
    }

    private static DhGroup read(Bytes der, String fileName) {
        var in = new DerReader(der);
        var parameters = in.sequence();
        in.end();
        var p = parameters.integer();
        var g = parameters.integer();
        if (parameters.hasMore()) {
            parameters.smallInteger();
        }
        parameters.end();
        return of(fileName, p, g);
    }

    private static DhGroup readX942(Bytes der, String fileName) {
        var in = new DerReader(der);
        var parameters = in.sequence();
        in.end();
        var p = parameters.integer();
        var g = parameters.integer();
        var q = parameters.integer();
        if (parameters.nextIs(DerTag.INTEGER)) {
            parameters.integer();
        }
        if (parameters.hasMore()) {
            parameters.sequence();
        }
        parameters.end();
        if (q.signum() <= 0 || q.compareTo(p) >= 0) {
            throw new IllegalArgumentException("the order q of the subgroup is not from 1 to p - 1");
        }
        return StandardGroups.find(p, g).orElseGet(() -> new DhGroup(fileName, p, g, Optional.of(q)));
    }

    /// The group as a PEM text, PKCS#3.
    public String toPem() {
        var der = DerWriter.write(w -> w.sequence(s -> s.integer(p).integer(g)));
        return new Pem(LABEL, der).encode();
    }

    /// The name among [StandardGroups], the file it was read from, or nothing.
    public String name() {
        return name;
    }

    /// The bits of the prime.
    public int bits() {
        return p.bitLength();
    }

    /// The prime, most significant octet first.
    public Bytes p() {
        return octets(p);
    }

    /// The generator, most significant octet first, without leading zeros.
    public Bytes g() {
        return octets(g);
    }

    /// The order of the generator, if it is known or claimed.
    public Optional<Bytes> q() {
        return q.map(DhGroup::octets);
    }

    /// Whether the order is a number of its own, not half of p − 1: then it has to be told with the group.
    public boolean namesOrder() {
        return hasSmallSubgroups();
    }

    /// Time depends on the prime, which is public. Whether p is a safe prime; wrong with a probability of at most
    /// 2⁻¹²⁷. Takes a second for 2048 bits.
    public boolean isSafe(RandomSource random) {
        return Primes.isPrime(Limbs.of(octets(p.shiftRight(1))), random) && Primes.isPrime(Limbs.of(p()), random);
    }

    /// Takes a peer's public key.
    ///
    /// Must be from 2 to p − 2 (RFC 7919 §5.1, SP 800-56A §5.6.2.3.1): 0, 1 and p − 1 would give a secret that
    /// anybody can guess. In a group with small subgroups it must have the order q too, or each exchange would
    /// tell the private key modulo the order of a small one (RFC 2785).
    Limbs publicKey(Bytes octets) {
        var y = new BigInteger(1, octets.toArray());
        if (y.compareTo(BigInteger.TWO) < 0 || y.compareTo(p.subtract(BigInteger.TWO)) > 0) {
            throw new InvalidPublicKeyException("Diffie-Hellman public key is not from 2 to p - 2 (RFC 7919 §5.1)");
        }
        var number = Limbs.of(octets(y));
        if (hasSmallSubgroups()
                && modulus.powerPublic(number, octets(q.orElseThrow())).equalMask(1) == 0) {
            throw new InvalidPublicKeyException("Diffie-Hellman public key is not in the subgroup of order q");
        }
        return number;
    }

    private boolean hasSmallSubgroups() {
        return q.isPresent() && !q.get().equals(p.shiftRight(1));
    }

    /// The bits of a private key.
    ///
    /// With a safe prime, twice the strength of the group is enough, because the best attack on short exponents
    /// takes the square root of their number: the lengths of RFC 7919 §5.2. Otherwise as many as the order has, or
    /// the prime.
    int privateKeyBits() {
        if (q.isEmpty() || hasSmallSubgroups()) {
            return q.orElse(p).bitLength() - 1;
        }
        int bits = p.bitLength();
        if (bits < 3072) {
            return 225;
        }
        return bits < 4096 ? 275 : bits < 6144 ? 325 : bits < 8192 ? 375 : 400;
    }

    Modulus modulus() {
        return modulus;
    }

    static Bytes octets(BigInteger number) {
        var octets = Bytes.adopt(number.toByteArray());
        return octets.length() > 1 && octets.at(0) == 0 ? octets.from(1) : octets;
    }

    /// Whether both have the same prime and generator.
    boolean is(BigInteger otherP, BigInteger otherG) {
        return p.equals(otherP) && g.equals(otherG);
    }

    /// The name and the length.
    @Override
    public String toString() {
        return "DhGroup[" + name + ", " + bits() + " bits]";
    }
}
