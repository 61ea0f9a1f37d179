package postern.smtp.expand;

import java.time.Clock;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything outside the text that an expansion may look at. Immutable; [#bare()] knows nothing and may do
/// nothing, and each `with…` adds one thing.
public final class Environment {
    private static final Environment BARE = new Environment(new Parts());

    private final Parts parts;

    private Environment(Parts parts) {
        this.parts = parts;
    }

    /// No variables, no files to look up, no lists; the system's clock.
    public static Environment bare() {
        return BARE;
    }

    /// Where variables come from.
    public Environment withVariables(Variables variables) {
        return changed(copy -> copy.variables = variables);
    }

    /// What `${lookup` and lookups in lists may use.
    public Environment withLookups(Lookups lookups) {
        return changed(copy -> copy.lookups = lookups);
    }

    /// How `match_domain` and its like search lists.
    public Environment withLists(ListMatching lists) {
        return changed(copy -> copy.lists = lists);
    }

    /// The lists that have names.
    public Environment withNamedLists(NamedLists named) {
        return changed(copy -> copy.named = named);
    }

    /// What `${acl` calls.
    public Environment withAcls(AclCalls acls) {
        return changed(copy -> copy.acls = acls);
    }

    /// What time it is, and where.
    public Environment withClock(Clock clock) {
        return changed(copy -> copy.clock = clock);
    }

    /// Where `${randint:` takes its numbers from.
    public Environment withRandom(RandomGenerator random) {
        return changed(copy -> copy.random = random);
    }

    /// How much an expansion may take.
    public Environment withLimits(Limits limits) {
        return changed(copy -> copy.limits = limits);
    }

    /// The variables of the process (`${env`), of which Exim keeps only those that `keep_environment` names.
    public Environment withProcessVariables(Variables process) {
        return changed(copy -> copy.process = process);
    }

    /// The environment of what an expansion itself calls: it sees `$item` and `$1` as they are, and what it uses
    /// counts against the same bounds.
    Environment inside(Budget budget, Variables scope) {
        return changed(copy -> {
            copy.budget = budget;
            copy.variables = scope;
        });
    }

    /// This environment with one budget for everything that is done in it, unless an expansion is under way, whose
    /// budget it has.
    public Environment bounded() {
        return parts.budget != null ? this : inside(new Budget(parts.limits), parts.variables);
    }

    /// Where variables come from.
    public Variables variables() {
        return parts.variables;
    }

    /// What may be looked up.
    public Lookups lookups() {
        return parts.lookups;
    }

    /// How lists are searched.
    public ListMatching lists() {
        return parts.lists;
    }

    /// The lists that have names.
    public NamedLists namedLists() {
        return parts.named;
    }

    /// What `${acl` calls.
    public AclCalls acls() {
        return parts.acls;
    }

    /// What time it is.
    public Clock clock() {
        return parts.clock;
    }

    /// Where random numbers come from; none of them is a secret.
    public RandomGenerator random() {
        return parts.random;
    }

    /// How much an expansion may take.
    public Limits limits() {
        return parts.limits;
    }

    /// The variables of the process.
    public Variables processVariables() {
        return parts.process;
    }

    /// What is left of the bounds: a fresh one unless an expansion is under way.
    public Budget budget() {
        return parts.budget != null ? parts.budget : new Budget(parts.limits);
    }

    private Environment changed(Consumer<Parts> change) {
        var copy = new Parts(parts);
        change.accept(copy);
        return new Environment(copy);
    }

    /// Mutable only while a copy is made.
    private static final class Parts {
        private Variables variables = Variables.NONE;
        private Lookups lookups = Lookups.NONE;
        private ListMatching lists = ListMatching.NONE;
        private NamedLists named = NamedLists.NONE;
        private AclCalls acls = AclCalls.NONE;
        private Clock clock = Clock.system(ZoneId.systemDefault());
        private RandomGenerator random = new SplittableRandom(0);
        private Limits limits = Limits.DEFAULT;
        private Variables process = Variables.NONE;
        private @Nullable Budget budget;

        private Parts() {}

        private Parts(Parts other) {
            variables = other.variables;
            lookups = other.lookups;
            lists = other.lists;
            named = other.named;
            acls = other.acls;
            clock = other.clock;
            random = other.random;
            limits = other.limits;
            process = other.process;
            budget = other.budget;
        }
    }
}
