package postern.smtp.message;

import java.util.Optional;

/// The other end of a TCP connection, and ours.
///
/// @param address its IP address in text form, without brackets
/// @param name its host name, if its address was looked up and the name leads back to the address
/// @param local where the connection arrived; empty if it is none of TCP
public record Peer(String address, int port, Optional<String> name, Optional<Local> local) {
    /// Our end.
    public record Local(String address, int port) {}

    /// A peer of which nothing but the address is known.
    public Peer(String address, int port) {
        this(address, port, Optional.empty(), Optional.empty());
    }

    /// The same with a name.
    public Peer withName(String hostName) {
        return new Peer(address, port, Optional.of(hostName), local);
    }
}
