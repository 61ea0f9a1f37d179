package postern.smtp.acl;

import java.util.List;

/// An access control list: statements, of which the first that decides does so. If none does, the answer is no.
public record Acl(String name, List<Statement> statements) {
    /// Copies the list.
    public Acl {
        statements = List.copyOf(statements);
    }
}
