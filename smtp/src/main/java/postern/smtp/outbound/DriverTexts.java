package postern.smtp.outbound;

import java.util.Optional;
import postern.smtp.config.Driver;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.route.UndecidedException;

/// The options of one router or transport, expanded for one address or host.
record DriverTexts(Driver driver, Environment environment) {
    /// The value of an option; empty if it is unset, empty, or forced to fail.
    ///
    /// @throws UndecidedException if it cannot be expanded
    Optional<Value> value(String name) {
        return driver.settings().template(name).flatMap(template -> expand(name, template));
    }

    /// The same for a part of an option's value.
    Optional<Value> expand(String name, Template template) {
        return switch (template.expand(environment)) {
            case Expansion.Expanded(var value) -> Optional.of(value).filter(text -> !text.isEmpty());
            case Expansion.ForcedFailure _ -> Optional.empty();
            case Expansion.Failed(var why) -> throw undecided(name, why);
        };
    }

    Optional<String> text(String name) {
        return value(name).map(Value::text);
    }

    /// The name of a file, which nobody but the operator may choose.
    Optional<String> file(String name) {
        var value = value(name);
        if (value.isPresent() && value.get().tainted()) {
            throw new UndecidedException("Tainted '" + value.get().text() + "' (" + name + " of " + driver.name()
                    + ") not permitted: let a lookup vouch for what came from outside, as in"
                    + " ${lookup {$local_part} dsearch,ret=full {/var/mail}}");
        }
        return value.map(Value::text);
    }

    /// Whether something is in the list that an option holds.
    boolean matches(String name, ListKind kind, Value subject) {
        var list = value(name);
        if (list.isEmpty()) {
            return false;
        }
        return isIn(name, kind, subject, list.get());
    }

    /// Whether something is in a list that stands in an option.
    boolean isIn(String name, ListKind kind, Value subject, Value list) {
        return switch (environment.lists().match(kind, subject, list, environment)) {
            case ListMatching.Matched _ -> true;
            case ListMatching.NotMatched _ -> false;
            case ListMatching.Deferred(var why) -> throw undecided(name, why);
        };
    }

    /// Whether an option has a value at all.
    boolean isSet(String name) {
        return driver.settings().template(name).isPresent();
    }

    /// Exim's truth: not empty, `0`, `no` or `false`.
    boolean isTrue(String name) {
        return text(name)
                .filter(text -> !text.strip().matches("(?i)0|no|false|"))
                .isPresent();
    }

    private UndecidedException undecided(String name, String why) {
        return new UndecidedException("expansion of " + name + " in " + driver.name() + " "
                + driver.kind().word() + " failed: " + why);
    }
}
