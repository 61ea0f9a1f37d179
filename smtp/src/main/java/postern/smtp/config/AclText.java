package postern.smtp.config;

import java.util.List;

/// An access control list as it stands in the configuration, one condition or modifier a line.
public record AclText(String name, List<LogicalLine> lines, SourceLine at) {
    /// Copies the lines.
    public AclText {
        lines = List.copyOf(lines);
    }
}
