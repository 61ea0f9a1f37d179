package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items that ask something outside: a lookup, an access control list, the process's environment.
final class CallItems {
    private CallItems() {}

    /// `${lookup{key}type{file}…}` and `${lookup type{query}…}`
    static Item.Rule lookup(LookupType type) {
        return (evaluation, arguments) -> {
            boolean keyed = type.driver().style() == LookupDriver.Style.SINGLE_KEY;
            var file = keyed ? arguments.get(1) : Value.EMPTY;
            if (file.tainted()) {
                FileItems.requireTrusted(file, "search");
            }
            var hit = LookupSearch.find(type, file.text(), arguments.getFirst(), evaluation.inside());
            if (hit == null) {
                return null;
            }
            if (hit.wild() != null && hit.fixed() != null) {
                evaluation.setCaptures(List.of(arguments.getFirst(), hit.wild(), hit.fixed()));
            }
            return hit.value();
        };
    }

    /// `${acl{name}{argument}…}`: the message of an access control list that accepts or denies.
    static Value acl(Evaluation evaluation, List<Value> arguments) {
        var message = switch (call(evaluation, arguments)) {
            case AclCalls.Accepted(var said) -> said;
            case AclCalls.Denied(var said) -> said;
            case AclCalls.Deferred _ -> throw deferred(arguments);
            case AclCalls.Failed(var reason) -> throw ExpansionStop.failed(reason);
        };
        return message == null ? Value.EMPTY : message;
    }

    /// `acl{{name}{argument}…}`: whether it accepts; its message becomes `$value`.
    static boolean aclCondition(Evaluation evaluation, String name, List<Value> arguments) {
        var answer = call(evaluation, arguments);
        var message = switch (answer) {
            case AclCalls.Accepted(var said) -> said;
            case AclCalls.Denied(var said) -> said;
            case AclCalls.Deferred _ -> throw deferred(arguments);
            case AclCalls.Failed(var reason) -> throw ExpansionStop.failed(reason);
        };
        if (message != null) {
            evaluation.setFound(message);
        }
        return answer instanceof AclCalls.Accepted;
    }

    private static AclCalls.Answer call(Evaluation evaluation, List<Value> arguments) {
        var environment = evaluation.inside();
        evaluation.budget().enter();
        try {
            return environment
                    .acls()
                    .call(arguments.getFirst(), List.copyOf(arguments.subList(1, arguments.size())), environment);
        } finally {
            evaluation.budget().leave();
        }
    }

    private static ExpansionStop deferred(List<Value> arguments) {
        return ExpansionStop.forced("DEFER from acl \"" + arguments.getFirst().text() + "\"");
    }

    /// `${env{name}…}`
    static @Nullable Value processVariable(Evaluation evaluation, List<Value> arguments) {
        return evaluation
                .environment()
                .processVariables()
                .value(arguments.getFirst().text());
    }
}
