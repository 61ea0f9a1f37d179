package postern.smtp.acl;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postern.smtp.config.OptionType;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.Value;
import postern.smtp.log.LogTarget;

/// Does what modifiers say.
final class Modifiers {
    /// A client that is made to wait holds a thread and memory of ours; Exim has no limit here.
    private static final Duration MAX_DELAY = Duration.ofMinutes(10);

    private final Scope scope;

    Modifiers(Scope scope) {
        this.scope = scope;
    }

    /// Obeys one.
    ///
    /// @return an error, if there is one
    Optional<Finding> obey(Clause clause) {
        return switch (scope.expand(clause.argument())) {
            case Expansion.Expanded(var value) -> {
                scope.traceExpansion(clause, value);
                yield obey(clause, value);
            }
            case Expansion.ForcedFailure _ -> Optional.empty();
            case Expansion.Failed(var why) ->
                Optional.of(Finding.error(
                        "failed to expand ACL string \"" + clause.argument().text() + "\": " + why));
        };
    }

    private Optional<Finding> obey(Clause clause, Value value) {
        var situation = scope.situation();
        try {
            switch (clause.what()) {
                case SET -> situation.variables().set(clause.variable(), value);
                case DELAY -> delay(value.text());
                case LOGWRITE -> logWrite(value.text());
                case ADD_HEADER -> situation.addHeader(value.text());
                case CONTROL -> situation.control(value.text());
                case LOG_REJECT_TARGET -> situation.rejectTo(targets(value.text()));
                case CONTINUE -> {}
                default -> throw new IllegalStateException(clause.what() + " is no modifier that does something");
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Finding.error(String.valueOf(e.getMessage())));
        }
    }

    private void delay(String text) {
        var time = OptionType.time(text.strip().matches("\\d+") ? text.strip() + "s" : text.strip());
        scope.trace("delay modifier requests " + time.toSeconds() + "-second delay");
        scope.situation().delay(time.compareTo(MAX_DELAY) < 0 ? time : MAX_DELAY);
    }

    /// `:main,reject: text`; without the first part it is for the main log.
    private void logWrite(String text) {
        int end = text.startsWith(":") ? text.indexOf(':', 1) : -1;
        if (end < 0) {
            scope.situation().log(EnumSet.of(LogTarget.MAIN), text.stripLeading());
            return;
        }
        scope.situation()
                .log(targets(text.substring(1, end)), text.substring(end + 1).stripLeading());
    }

    private static Set<LogTarget> targets(String names) {
        var targets = EnumSet.noneOf(LogTarget.class);
        for (var name : names.split("[\\s,:]+")) {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "" -> {}
                case "main" -> targets.add(LogTarget.MAIN);
                case "reject" -> targets.add(LogTarget.REJECT);
                case "panic" -> targets.add(LogTarget.PANIC);
                default -> throw new IllegalArgumentException("unknown log name in \"" + names + "\"");
            }
        }
        return targets;
    }
}
