package postern.smtp.list;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.BoundedPattern.Letters;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;

/// Searches lists, for one connection: what a named list without variables said of something is remembered.
///
/// Confined to the connection's thread.
public final class ListMatcher implements ListMatching {
    /// A peer that names a new domain with each command would fill the memory.
    private static final int MAX_REMEMBERED = 1000;

    private final LocalHost localHost;
    private final HostNames hostNames;
    private final Map<Question, Outcome> remembered = new LinkedHashMap<>();

    /// A question about a named list.
    private record Question(ListKind kind, String list, String subject, Letters letters) {}

    /// @param localHost what `@` stands for
    /// @param hostNames for items that are names
    public ListMatcher(LocalHost localHost, HostNames hostNames) {
        this.localHost = localHost;
        this.hostNames = hostNames;
    }

    @Override
    public Outcome match(ListKind kind, Value subject, Value list, Environment environment) {
        try {
            return new ListSearch(this, kind, subject, environment.bounded()).search(list);
        } catch (ExpansionStop stop) {
            return new Deferred(String.valueOf(stop.getMessage()));
        } catch (StackOverflowError e) {
            // A regular expression's recursion is not counted by the budget.
            return new Deferred("a regular expression is nested too deeply for the stack");
        }
    }

    /// Searches a list of the configuration that is still to be expanded. A forced failure means that nothing
    /// is in the list.
    public Outcome match(ListKind kind, Value subject, Template list, Environment environment) {
        var bounded = environment.bounded();
        return switch (list.expand(bounded)) {
            case Expansion.Expanded(var value) -> match(kind, subject, value, bounded);
            case Expansion.ForcedFailure _ -> new NotMatched();
            case Expansion.Failed(var message) -> new Deferred(message);
        };
    }

    /// Searches a named list, or remembers what was found.
    Outcome matchNamed(ListSearch from, String name) {
        var environment = from.environment();
        var list = environment.namedLists().named(from.kind(), name);
        if (list == null) {
            throw ExpansionStop.failed("unknown named " + from.kind().word() + " list \"+" + name + "\"");
        }
        var question = list.isConstant()
                ? new Question(from.kind(), name, from.subject().text(), from.letters())
                : null;
        var known = question == null ? null : remembered.get(question);
        if (known != null) {
            return known;
        }
        environment.budget().enter();
        try {
            return remember(question, from.inner().search(expanded(list, environment)));
        } finally {
            environment.budget().leave();
        }
    }

    private static Value expanded(Template list, Environment environment) {
        return switch (list.expand(environment)) {
            case Expansion.Expanded(var value) -> value;
            case Expansion.ForcedFailure _ -> Value.EMPTY;
            case Expansion.Failed(var message) -> throw ExpansionStop.failed(message);
        };
    }

    private Outcome remember(@Nullable Question question, Outcome outcome) {
        if (question != null && remembered.size() < MAX_REMEMBERED) {
            remembered.put(question, outcome);
        }
        return outcome;
    }

    LocalHost localHost() {
        return localHost;
    }

    HostNames hostNames() {
        return hostNames;
    }
}
