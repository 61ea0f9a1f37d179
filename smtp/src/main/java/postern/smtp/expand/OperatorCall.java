package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// An operator as it was written.
///
/// @param name its name, without the argument
/// @param argument what stands after an underscore; null if nothing does
/// @param operator what it does
record OperatorCall(String name, @Nullable String argument, Operator operator) {
    /// Name and argument together.
    String written() {
        return argument == null ? name : name + "_" + argument;
    }
}
