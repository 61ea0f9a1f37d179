package postern.smtp.acl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.smtp.log.LogTarget;

/// A list at work: in which session, called how deep, with which arguments.
record Scope(Situation situation, Environment environment, int depth) {
    /// A list that calls itself would never end: 20 within each other.
    static final int MAX_DEPTH = 20;

    static Scope of(Situation situation) {
        return new Scope(situation, situation.environment(), 0);
    }

    /// The same within a called list.
    Scope called(Variables arguments) {
        var inner = environment.withVariables(arguments.orElse(environment.variables()));
        return new Scope(situation, inner, depth + 1);
    }

    /// The same, where one more variable has a value.
    Scope with(String name, Value value) {
        Variables more = asked -> asked.equals(name) ? value : null;
        return new Scope(situation, environment.withVariables(more.orElse(environment.variables())), depth);
    }

    /// Shows what a clause's argument has become, below the clause, if that differs from what is written there.
    void traceExpansion(Clause clause, Value value) {
        if (!value.text().equals(clause.argument().text())) {
            situation.trace().line(" ".repeat("check ".length() + clause.label().length() + 1) + "= " + value.text());
        }
    }

    /// The text of a variable; empty if it is not set.
    String text(String variable) {
        @Nullable Value value = environment.variables().value(variable);
        return value == null ? "" : value.text();
    }

    /// The value of a variable; empty text if it is not set.
    Value value(String variable) {
        @Nullable Value value = environment.variables().value(variable);
        return value == null ? Value.EMPTY : value;
    }

    /// A step for whoever watches.
    void trace(String words) {
        situation.trace().line(" ".repeat(depth) + words);
    }

    Expansion expand(Template template) {
        return template.expand(environment);
    }

    /// The value of a text that is only said, not decided on; empty if it has none.
    Optional<String> say(Template template) {
        return switch (expand(template)) {
            case Expansion.Expanded(var value) -> Optional.of(value.text());
            case Expansion.ForcedFailure _ -> Optional.empty();
            case Expansion.Failed(var why) -> {
                var words = "failed to expand ACL message \"" + template.text() + "\": " + why;
                situation.log(java.util.EnumSet.of(LogTarget.MAIN, LogTarget.PANIC), words);
                yield Optional.empty();
            }
        };
    }
}
