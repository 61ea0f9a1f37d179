package postern.smtp.list;

import java.util.Set;
import postern.smtp.expand.IpAddress;

/// What `@` and `@[]` stand for.
///
/// @param name `primary_hostname`
/// @param addresses of all interfaces
public record LocalHost(String name, Set<IpAddress> addresses) {
    /// A host that nobody told about itself.
    public static final LocalHost UNKNOWN = new LocalHost("", Set.of());
}
