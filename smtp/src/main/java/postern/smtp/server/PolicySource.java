package postern.smtp.server;

import postern.smtp.message.Peer;

/// Makes the policy of each connection.
///
/// Shared by all connections.
@FunctionalInterface
public interface PolicySource {
    /// The policy for a client that has just connected.
    ///
    /// @param entry how the connection begins
    ConnectionPolicy of(Peer peer, Entry entry);
}
