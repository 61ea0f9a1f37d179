package postern.smtp.acl;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;

/// What access control lists remember: `$acl_c…` for the connection, `$acl_m…` for the message.
///
/// Belongs to one connection; confined to its thread.
public final class AclVariables implements Variables {
    private static final String OF_MESSAGE = "acl_m";

    private final Map<String, Value> values = new HashMap<>();

    /// Nothing is remembered yet.
    public AclVariables() {}

    @Override
    public @Nullable Value value(String name) {
        return values.get(name);
    }

    /// Remembers.
    void set(String name, Value value) {
        values.put(name, value);
    }

    /// A message ended; what was remembered for it is forgotten.
    public void forgetMessage() {
        values.keySet().removeIf(name -> name.startsWith(OF_MESSAGE));
    }
}
