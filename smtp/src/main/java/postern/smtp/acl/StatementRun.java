package postern.smtp.acl;

import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postern.smtp.acl.Verdict.Outcome;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.log.LogTarget;

/// One statement at work: its conditions and modifiers in their order, then what its verb makes of them.
final class StatementRun {
    private final Statement statement;
    private final Acl list;
    private final Scope scope;
    private final Conditions conditions;
    private @Nullable Template message;
    private @Nullable Template logMessage;
    private Finding last = Finding.TRUE;
    private boolean passed;
    private boolean otherwise;

    StatementRun(Statement statement, Acl list, Scope scope, Function<Value, Finding> otherLists) {
        this.statement = statement;
        this.list = list;
        this.scope = scope;
        this.conditions = new Conditions(scope, otherLists);
    }

    /// The verdict, if the statement comes to one.
    Optional<Verdict> run() {
        scope.trace("processing \"" + statement.verb().word() + "\" ("
                + statement.at().file() + " " + statement.at().line() + ")");
        var finding = clauses();
        if (finding.verdict().isPresent()) {
            return finding.verdict();
        }
        scope.trace(statement.verb().word() + ": condition test " + words(finding.truth()) + " in ACL \"" + list.name()
                + "\"");
        return switch (finding.truth()) {
            case TRUE -> succeeded();
            case FALSE -> failed();
            case DEFERRED, ERROR -> deferred(finding);
        };
    }

    /// Whether its verdict is not that of its verb: a condition behind `endpass` failed, or could not be tested.
    boolean endedOtherwise() {
        return otherwise;
    }

    private static String words(Finding.Truth truth) {
        return switch (truth) {
            case TRUE -> "succeeded";
            case FALSE -> "failed";
            case DEFERRED -> "deferred";
            case ERROR -> "error";
        };
    }

    private Finding clauses() {
        for (var clause : statement.clauses()) {
            var finding = clause(clause);
            if (finding.truth() != Finding.Truth.TRUE || finding.verdict().isPresent()) {
                last = finding;
                return finding;
            }
            if (finding.message().isPresent() || finding.logMessage().isPresent()) {
                last = finding;
            }
        }
        return Finding.TRUE;
    }

    private Finding clause(Clause clause) {
        var argument = clause.argument();
        switch (clause.what()) {
            case ENDPASS -> {
                passed = true;
                return Finding.TRUE;
            }
            case MESSAGE -> {
                scope.trace("  message: " + argument.text());
                message = argument;
                return Finding.TRUE;
            }
            case LOG_MESSAGE -> {
                scope.trace("l_message: " + argument.text());
                logMessage = argument;
                return Finding.TRUE;
            }
            default -> scope.trace("check " + clause.label() + " = " + argument.text());
        }
        if (!clause.what().isAllowedAt(scope.situation().hook())) {
            return Finding.error("cannot " + (clause.what().kind() == ConditionTable.Kind.MODIFIER ? "use " : "test ")
                    + clause.what().word() + " condition in "
                    + scope.situation().hook().words() + " ACL");
        }
        if (clause.what().kind() == ConditionTable.Kind.MODIFIER) {
            return new Modifiers(scope).obey(clause).orElse(Finding.TRUE);
        }
        var finding = conditions.test(clause);
        return clause.sense() == Clause.Sense.NEGATED ? finding.negated() : finding;
    }

    private Optional<Verdict> succeeded() {
        return switch (statement.verb()) {
            case ACCEPT -> Optional.of(verdict(Outcome.ACCEPT));
            case DISCARD -> Optional.of(verdict(Outcome.DISCARD));
            case DENY -> Optional.of(verdict(Outcome.DENY));
            case DROP -> Optional.of(verdict(Outcome.DROP));
            case DEFER -> Optional.of(verdict(Outcome.DEFER));
            case REQUIRE -> Optional.empty();
            case WARN -> {
                warn();
                yield Optional.empty();
            }
        };
    }

    private Optional<Verdict> failed() {
        return switch (statement.verb()) {
            case ACCEPT, DISCARD -> {
                if (!passed) {
                    yield Optional.empty();
                }
                scope.trace(statement.verb().word() + ": endpass encountered - denying access");
                otherwise = true;
                yield Optional.of(verdict(Outcome.DENY));
            }
            case REQUIRE -> Optional.of(verdict(Outcome.DENY));
            case DENY, DROP, DEFER, WARN -> Optional.empty();
        };
    }

    /// A test that cannot be made now decides nothing, except in `warn`, which goes on.
    private Optional<Verdict> deferred(Finding finding) {
        var why = finding.logMessage().orElse("");
        if (statement.verb() == Verb.WARN) {
            scope.situation()
                    .log(
                            EnumSet.of(LogTarget.MAIN),
                            "Warning: ACL \"warn\" statement skipped: condition test " + words(finding.truth())
                                    + (why.isEmpty() ? "" : ": " + why));
            return Optional.empty();
        }
        otherwise = true;
        var own = finding.truth() == Finding.Truth.DEFERRED ? said(message) : Optional.<String>empty();
        return Optional.of(new Verdict(Outcome.DEFER, own, finding.logMessage()));
    }

    private Verdict verdict(Outcome outcome) {
        var forClient = said(message).or(last::message);
        return new Verdict(
                outcome, forClient, said(logMessage).or(() -> said(message)).or(last::logMessage));
    }

    /// `message` is expanded when it is needed, and may mention what a condition has to say.
    private Optional<String> said(@Nullable Template words) {
        if (words == null) {
            return Optional.empty();
        }
        var known = last.message().or(last::logMessage).map(Value::trusted).orElse(Value.EMPTY);
        return scope.with("acl_verify_message", known).say(words);
    }

    /// `log_message` goes to the log; `message` is a header line, as long ago.
    private void warn() {
        said(logMessage)
                .filter(words -> !words.isEmpty())
                .ifPresent(words -> scope.situation().log(EnumSet.of(LogTarget.MAIN), "Warning: " + words));
        if (ConditionTable.ADD_HEADER.isAllowedAt(scope.situation().hook())) {
            said(message).ifPresent(scope.situation()::addHeader);
        }
    }
}
