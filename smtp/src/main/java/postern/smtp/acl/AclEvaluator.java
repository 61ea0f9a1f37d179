package postern.smtp.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.smtp.acl.Verdict.Outcome;
import postern.smtp.config.ConfigException;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;

/// Asks access control lists.
///
/// Immutable; shared by all connections. What changes is in the [Situation].
public final class AclEvaluator {
    /// `$acl_arg1` to `$acl_arg9`.
    private static final int MAX_ARGUMENTS = 9;

    private final AclSet lists;

    /// Asks these.
    public AclEvaluator(AclSet lists) {
        this.lists = lists;
    }

    /// What the list says.
    ///
    /// @param text the expanded value of an option: the list's name, or the list itself
    public Verdict ask(String text, Situation situation) {
        return ask(text, Scope.of(situation));
    }

    /// What the list says, asked from within an expansion.
    public Verdict askWithin(String text, Situation situation, Environment environment) {
        return ask(text, new Scope(situation, environment, 1));
    }

    /// There is no list where one is needed: the answer is no.
    public static Verdict none(Situation situation) {
        situation.trace().line("ACL is NULL: implicit DENY");
        return Verdict.DENIED;
    }

    private Verdict ask(String text, Scope scope) {
        if (scope.depth() > Scope.MAX_DEPTH) {
            return Verdict.error("ACL nested too deep: possible loop");
        }
        try {
            return run(lists.find(text), scope);
        } catch (ConfigException e) {
            return Verdict.error(String.valueOf(e.getMessage()).replaceFirst("^[^\\n]*\\n\\s*", ""));
        }
    }

    private Verdict run(Acl list, Scope scope) {
        scope.trace("using ACL \"" + list.name() + "\"");
        for (var statement : list.statements()) {
            var dropped = new ArrayList<Verdict>();
            var run = new StatementRun(statement, list, scope, call -> call(call, scope, dropped));
            var verdict = run.run();
            if (verdict.isPresent()) {
                if (!run.endedOtherwise()) {
                    scope.trace("end of ACL \"" + list.name() + "\": " + words(statement, verdict.get()));
                }
                return dropped.isEmpty() ? verdict.get() : asDrop(verdict.get());
            }
        }
        scope.trace("end of ACL \"" + list.name() + "\": implicit DENY");
        return Verdict.DENIED;
    }

    /// A called list wanted to drop the connection: if the caller refuses, it does so.
    private static Verdict asDrop(Verdict verdict) {
        return verdict.outcome() == Outcome.DENY
                ? new Verdict(Outcome.DROP, verdict.message(), verdict.logMessage())
                : verdict;
    }

    private static String words(Statement statement, Verdict verdict) {
        return statement.verb() == Verb.REQUIRE ? "not OK" : verdict.outcome().name();
    }

    /// `acl = name argument …`.
    private Finding call(Value call, Scope scope, List<Verdict> dropped) {
        var words = new ArrayList<>(List.of(call.text().strip().split("\\s+")));
        var name = words.removeFirst();
        var values = new HashMap<String, Value>();
        values.put("acl_narg", Value.trusted(String.valueOf(Math.min(words.size(), MAX_ARGUMENTS))));
        for (int i = 0; i < Math.min(words.size(), MAX_ARGUMENTS); i++) {
            values.put("acl_arg" + (i + 1), call.derive(words.get(i)));
        }
        var verdict = ask(name, scope.called(Variables.of(Map.copyOf(values))));
        var truth = switch (verdict.outcome()) {
            case ACCEPT, DISCARD -> Finding.Truth.TRUE;
            case DENY, DROP -> Finding.Truth.FALSE;
            case DEFER -> Finding.Truth.DEFERRED;
        };
        if (verdict.outcome() == Outcome.DROP) {
            dropped.add(verdict);
        }
        var ends = verdict.outcome() == Outcome.DISCARD ? Optional.of(verdict) : Optional.<Verdict>empty();
        return new Finding(truth, ends, verdict.message(), verdict.logMessage());
    }
}
