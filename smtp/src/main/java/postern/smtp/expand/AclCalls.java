package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls an access control list from an expansion: `${acl{name}{argument}…}` and the condition `acl`.
public interface AclCalls {
    /// There are no such lists.
    AclCalls NONE = (name, arguments, environment) -> new Failed("ERROR from acl \"" + name.text() + "\"");

    /// Calls one.
    ///
    /// @param name its name
    /// @param arguments `$acl_arg1` and so on, at most nine
    /// @param environment the expansion that calls, which is to be the environment of the list's own expansions
    Answer call(Value name, List<Value> arguments, Environment environment);

    /// The verdict.
    sealed interface Answer {}

    /// accept
    ///
    /// @param message what `message =` said; null if nothing
    record Accepted(@Nullable Value message) implements Answer {}

    /// deny, drop
    ///
    /// @param message what `message =` said; null if nothing
    record Denied(@Nullable Value message) implements Answer {}

    /// defer
    ///
    /// @param message why; null if nothing was said
    record Deferred(@Nullable Value message) implements Answer {}

    /// The list cannot be used.
    ///
    /// @param message why
    record Failed(String message) implements Answer {}
}
