package postern.smtp.daemon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.smtp.acl.AclEvaluator;
import postern.smtp.acl.Situation;
import postern.smtp.expand.AclCalls;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;

/// `${acl{name}{argument}…}`: asks a list from within an expansion.
record AclFunction(AclEvaluator lists, Situation situation) implements AclCalls {
    @Override
    public Answer call(Value name, List<Value> arguments, Environment environment) {
        var values = new HashMap<String, Value>();
        values.put("acl_narg", Value.trusted(String.valueOf(arguments.size())));
        for (int i = 0; i < arguments.size(); i++) {
            values.put("acl_arg" + (i + 1), arguments.get(i));
        }
        var inner = environment.withVariables(Variables.of(Map.copyOf(values)).orElse(environment.variables()));
        var verdict = lists.askWithin(name.text(), situation, inner);
        @Nullable Value message = verdict.message().map(Value::trusted).orElse(null);
        return switch (verdict.outcome()) {
            case ACCEPT, DISCARD -> new Accepted(message);
            case DENY, DROP -> new Denied(message);
            case DEFER ->
                new Deferred(
                        message == null
                                ? Optional.of(verdict.logWords())
                                        .map(Value::trusted)
                                        .orElse(null)
                                : message);
        };
    }
}
