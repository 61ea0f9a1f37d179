package postern.smtp.acl;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Value;

/// Tests conditions.
final class Conditions {
    private final Scope scope;
    private final Function<Value, Finding> otherLists;

    /// @param otherLists calls the list that `acl = …` names
    Conditions(Scope scope, Function<Value, Finding> otherLists) {
        this.scope = scope;
        this.otherLists = otherLists;
    }

    /// Whether the condition holds, its negation not considered.
    Finding test(Clause clause) {
        return switch (clause.what()) {
            case ENCRYPTED -> encrypted(clause);
            case AUTHENTICATED -> present(clause, "sender_host_authenticated");
            case HOSTS -> listed(clause, ListKind.HOST, scope.value("sender_host_address"));
            case DOMAINS -> listed(clause, ListKind.DOMAIN, scope.value("domain"));
            case LOCAL_PARTS -> listed(clause, ListKind.LOCAL_PART, scope.value("local_part"));
            case SENDERS -> listed(clause, ListKind.ADDRESS, scope.value("sender_address"));
            case SENDER_DOMAINS -> listed(clause, ListKind.DOMAIN, scope.value("sender_address_domain"));
            case RECIPIENTS -> listed(clause, ListKind.ADDRESS, recipient());
            default -> expanded(clause);
        };
    }

    /// The recipient that is being asked for.
    private Value recipient() {
        var domain = scope.value("domain");
        var address = scope.text("local_part") + (domain.isEmpty() ? "" : "@" + domain.text());
        return Value.fromPeer(address);
    }

    /// True only under TLS. The list is of cipher names: what stands between the colons of `$tls_in_cipher`.
    private Finding encrypted(Clause clause) {
        var cipher = scope.text("tls_in_cipher").split(":", 3);
        return cipher.length < 2 ? Finding.FALSE : listed(clause, ListKind.STRING, Value.trusted(cipher[1]));
    }

    private Finding present(Clause clause, String variable) {
        var value = scope.value(variable);
        return value.isEmpty() ? Finding.FALSE : listed(clause, ListKind.STRING, value);
    }

    private Finding listed(Clause clause, ListKind kind, Value subject) {
        return switch (scope.expand(clause.argument())) {
            case Expansion.Expanded(var list) -> search(kind, subject, list);
            case Expansion.ForcedFailure _ -> Finding.FALSE;
            case Expansion.Failed(var why) ->
                Finding.deferred(
                        "failed to expand ACL string \"" + clause.argument().text() + "\": " + why);
        };
    }

    private Finding search(ListKind kind, Value subject, Value list) {
        var environment = scope.environment();
        var outcome = environment.lists().match(kind, subject, list, environment);
        var what = (kind == ListKind.HOST ? "host" : subject.text()) + " in \"" + list.text() + "\"? ";
        return switch (outcome) {
            case ListMatching.Matched(var data) -> {
                scope.trace(what + "yes" + matched(data));
                yield Finding.TRUE;
            }
            case ListMatching.NotMatched() -> {
                scope.trace(what + "no (end of list)");
                yield Finding.FALSE;
            }
            case ListMatching.Deferred(var why) -> {
                scope.trace(what + "list match deferred: " + why);
                yield Finding.deferred(why);
            }
        };
    }

    private static String matched(@Nullable Value data) {
        return data == null || data.isEmpty() ? "" : " (matched \"" + data.text() + "\")";
    }

    /// Conditions whose argument is expanded before they look at it.
    private Finding expanded(Clause clause) {
        return switch (scope.expand(clause.argument())) {
            case Expansion.Expanded(var value) -> {
                scope.traceExpansion(clause, value);
                yield about(clause.what(), value);
            }
            // Exim passes over a condition whose expansion is forced to fail.
            case Expansion.ForcedFailure _ -> Finding.of(clause.sense() == Clause.Sense.STRAIGHT);
            case Expansion.Failed(var why) ->
                Finding.error(
                        "failed to expand ACL string \"" + clause.argument().text() + "\": " + why);
        };
    }

    private Finding about(ConditionTable what, Value value) {
        return switch (what) {
            case CONDITION -> isTrue(value.text());
            case ACL -> otherLists.apply(value);
            case VERIFY -> new Verification(scope).about(value.text());
            case RATELIMIT -> new RateCondition(scope).about(value.text());
            case DNSLISTS -> new DnsListCondition(scope).about(value.text());
            default -> throw new IllegalStateException(what + " is no condition with an expanded argument");
        };
    }

    /// Numbers other than zero, `yes` and `true` are true; zero, `no`, `false` and nothing are false.
    private static Finding isTrue(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (word.matches("[+-]?[0-9]+")) {
            return Finding.of(!word.matches("[+-]?0+"));
        }
        return switch (word) {
            case "", "no", "false" -> Finding.FALSE;
            case "yes", "true" -> Finding.TRUE;
            default -> Finding.deferred("invalid \"condition\" value \"" + text + "\"");
        };
    }
}
