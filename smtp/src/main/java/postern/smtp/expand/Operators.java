package postern.smtp.expand;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All operators by name.
final class Operators {
    private static final Map<String, Operator> ALL = all();

    private Operators() {}

    private static Map<String, Operator> all() {
        var all = new HashMap<String, Operator>();
        for (var group : List.of(
                TextOperators.ALL,
                DigestOperators.ALL,
                NumberOperators.ALL,
                AddressOperators.ALL,
                ListOperators.ALL,
                NetworkOperators.ALL,
                CutOperators.ALL,
                FileOperators.ALL)) {
            all.putAll(group);
        }
        return Map.copyOf(all);
    }

    static Collection<String> names() {
        return ALL.keySet();
    }

    /// The operator that is written so; null if there is none.
    static @Nullable OperatorCall find(String written) {
        var whole = ALL.get(written);
        if (whole != null) {
            return new OperatorCall(written, null, whole);
        }
        int underscore = written.indexOf('_');
        if (underscore < 0) {
            return null;
        }
        var name = written.substring(0, underscore);
        var operator = ALL.get(name);
        return operator == null ? null : new OperatorCall(name, written.substring(underscore + 1), operator);
    }

    /// What is to be said of a name that is none of them.
    static String refusal(String written) {
        return "unknown expansion operator \"" + written + "\"";
    }
}
