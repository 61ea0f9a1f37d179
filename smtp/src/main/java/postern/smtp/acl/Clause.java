package postern.smtp.acl;

import postern.smtp.config.SourceLine;
import postern.smtp.expand.Template;

/// A condition or modifier of a statement.
///
/// @param sense whether `!` stood before it
/// @param variable what is set by [ConditionTable#SET], as `acl_m_x`; empty for all others
/// @param argument what stands behind the `=`
public record Clause(ConditionTable what, Sense sense, String variable, Template argument, SourceLine at) {
    /// Whether a condition is to hold or not to.
    public enum Sense {
        /// It is.
        STRAIGHT,
        /// It is not.
        NEGATED
    }

    /// The clause without its argument, as `-bh` shows it.
    String label() {
        var name = what == ConditionTable.SET ? "set " + variable : what.word();
        return (sense == Sense.NEGATED ? "!" : "") + name;
    }
}
