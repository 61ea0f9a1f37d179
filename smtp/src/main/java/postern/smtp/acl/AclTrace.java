package postern.smtp.acl;

/// Watches how an access control list comes to its verdict, for `-bh` and `-d+acl`.
@FunctionalInterface
public interface AclTrace {
    /// Nobody watches.
    AclTrace NONE = line -> {};

    /// One step, in Exim's words, without what stands before every line.
    void line(String words);
}
