package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.tls.pki.Certificate;

/// One expansion under way: what its items set for one another, over an [Environment]. Confined to one thread.
final class Evaluation {
    private final Environment environment;
    private final Budget budget;
    private final ClockVariables clock;
    private List<Value> captures = List.of();
    private @Nullable Value item;
    private @Nullable Value found;

    Evaluation(Environment environment, Budget budget) {
        this.environment = environment;
        this.budget = budget;
        this.clock = new ClockVariables(environment.clock());
    }

    /// The value of a whole text.
    Value whole(Node root) {
        budget.enter();
        try {
            return checked(root.evaluate(this));
        } finally {
            budget.leave();
        }
    }

    /// A value, if it is not too long.
    Value checked(Value value) {
        budget.checkLength(value.text().length());
        return value;
    }

    Budget budget() {
        return budget;
    }

    Environment environment() {
        return environment;
    }

    /// The environment of what this expansion calls: lists, lookups, access control lists.
    Environment inside() {
        return environment.inside(budget, new Scope());
    }

    /// The value of a variable; empty if it is not set.
    Value variable(String name) {
        budget.spend(1);
        var value = lookUp(name);
        return value == null ? Value.EMPTY : value;
    }

    private @Nullable Value lookUp(String name) {
        if (AsciiText.isDigit(name.charAt(0))) {
            return capture(name);
        }
        if (item != null && "item".equals(name)) {
            return item;
        }
        if (found != null && "value".equals(name)) {
            return found;
        }
        var value = environment.variables().value(name);
        return value != null ? value : clock.value(name);
    }

    private @Nullable Value capture(String digits) {
        int longest = 4;
        int number = digits.length() > longest ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (!captures.isEmpty()) {
            return number < captures.size() ? captures.get(number) : null;
        }
        return environment.variables().value(digits);
    }

    /// The lines of a header; empty if there are none.
    Value header(HeaderForm form, String name) {
        budget.spend(1);
        var value = environment.variables().header(form, name);
        return value == null ? Value.EMPTY : value;
    }

    /// `def:name`
    boolean isDefined(String name) {
        return CertificateVariables.isOne(name)
                ? environment.variables().certificate(name) != null
                : !variable(name).isEmpty();
    }

    /// `def:h_name:`
    boolean hasHeader(HeaderForm form, String name) {
        return environment.variables().header(form, name) != null;
    }

    @Nullable
    Certificate certificate(String name) {
        return environment.variables().certificate(name);
    }

    /// `$0`, `$1`, …
    List<Value> captures() {
        return captures;
    }

    /// After a match: what its groups matched.
    void setCaptures(List<Value> values) {
        captures = List.copyOf(values);
    }

    /// Undoes [#setCaptures].
    void restoreCaptures(List<Value> values) {
        captures = values;
    }

    /// `$item`; null outside an iteration.
    @Nullable
    Value item() {
        return item;
    }

    void setItem(@Nullable Value value) {
        item = value;
    }

    /// `$value`; null if nothing was found yet.
    @Nullable
    Value found() {
        return found;
    }

    void setFound(@Nullable Value value) {
        found = value;
    }

    /// Expands what an item made at run time (`${sg`, `${expand:`).
    ///
    /// @throws ExpansionStop if the peer had a hand in the text
    Node again(Value text) {
        if (text.tainted()) {
            throw ExpansionStop.failed("attempt to expand tainted string '" + text.text() + "'");
        }
        budget.spend(text.text().length());
        return new TemplateParser(text.text()).whole();
    }

    /// Evaluates such a text, one level down.
    Value evaluateAgain(Node node) {
        budget.enter();
        try {
            return node.evaluate(this);
        } finally {
            budget.leave();
        }
    }

    /// The variables as they are here, for what is called from here.
    private final class Scope implements Variables {
        @Override
        public @Nullable Value value(String name) {
            return lookUp(name);
        }

        @Override
        public @Nullable Value header(HeaderForm form, String name) {
            return environment.variables().header(form, name);
        }

        @Override
        public @Nullable Certificate certificate(String name) {
            return environment.variables().certificate(name);
        }
    }
}
