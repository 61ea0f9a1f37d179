package postern.smtp.expand;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.tls.pki.Certificate;

/// Where an expansion finds its variables: the server, a fake session, `-be` and the transport each supply
/// their own.
public interface Variables {
    /// No variable has a value.
    Variables NONE = name -> null;

    /// The value of a variable, without the dollar sign; null if it is not set, which expands to nothing.
    @Nullable
    Value value(String name);

    /// The lines of the message's header with that name, lower-cased; null if there is no message or no such line.
    default @Nullable Value header(HeaderForm form, String name) {
        return null;
    }

    /// The certificate that a variable such as `tls_in_peercert` holds; null if there is none.
    default @Nullable Certificate certificate(String name) {
        return null;
    }

    /// Variables with fixed values.
    static Variables of(Map<String, Value> values) {
        return Map.copyOf(values)::get;
    }

    /// These variables, and where they have no value, those.
    default Variables orElse(Variables others) {
        return new LayeredVariables(this, others);
    }
}
