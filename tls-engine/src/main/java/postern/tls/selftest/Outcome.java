package postern.tls.selftest;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// What came of one case.
sealed interface Outcome {
    /// As it should be.
    record Passed() implements Outcome {}

    /// Not as it should be, and how.
    record Failed(String what) implements Outcome {}

    /// Not for us, and why.
    record Skipped(String reason) implements Outcome {}

    /// Passed if something is so.
    static Outcome of(boolean passed, String otherwise) {
        return passed ? new Passed() : new Failed(otherwise);
    }

    /// Passed if what was computed is what the file says.
    static Outcome equal(Bytes expected, Bytes actual) {
        return of(expected.equals(actual), "the output is another");
    }

    /// Passed if a signature or a number was judged rightly.
    static Outcome judged(boolean right, boolean accepted) {
        return of(right == accepted, accepted ? "accepted, and must be refused" : "refused, and must be accepted");
    }

    /// Passed if the work is refused with an [IllegalArgumentException].
    static Outcome refused(Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException refusal) {
            return new Passed();
        }
        return new Failed("accepted, and must be refused");
    }

    /// The octets of a secret that a file publishes.
    static Bytes shown(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }
}
