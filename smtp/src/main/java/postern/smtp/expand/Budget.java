package postern.smtp.expand;

/// What is left of an expansion's [Limits]. Belongs to one expansion and what it calls; confined to its thread.
public final class Budget {
    private final Limits limits;
    private long steps;
    private int depth;

    /// A full one.
    public Budget(Limits limits) {
        this.limits = limits;
        this.steps = limits.steps();
    }

    /// Counts work.
    ///
    /// @throws ExpansionStop if there was too much
    public void spend(long amount) {
        steps -= amount;
        if (steps < 0) {
            throw ExpansionStop.failed("expansion takes too many steps (limit " + limits.steps() + ")");
        }
    }

    /// Notes that something is begun within something.
    ///
    /// @throws ExpansionStop if it is too deep
    public void enter() {
        if (++depth > limits.depth()) {
            throw ExpansionStop.failed("expansion is nested too deeply (limit " + limits.depth() + ")");
        }
    }

    /// Notes the end of what [#enter()] began.
    public void leave() {
        depth--;
    }

    /// Lets a text be that long.
    ///
    /// @throws ExpansionStop if it is too long
    public void checkLength(int length) {
        if (length > limits.length()) {
            throw ExpansionStop.failed("expansion gives more than " + limits.length() + " octets");
        }
        spend(length);
    }
}
