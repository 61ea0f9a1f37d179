package postern.smtp.acl;

import java.util.List;
import postern.smtp.config.SourceLine;

/// A verb with its conditions and modifiers, in their order.
public record Statement(Verb verb, List<Clause> clauses, SourceLine at) {
    /// Copies the list.
    public Statement {
        clauses = List.copyOf(clauses);
    }
}
