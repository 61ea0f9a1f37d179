package postern.tls.handshake;

import postern.tls.param.KeyUpdateRequest;

/// A state behind a complete handshake: both Finished messages were right, so application data may flow both ways.
/// The type is the proof; there is no flag.
public interface Established extends State {
    /// Changes our sending keys (RFC 9846 §4.7.3).
    ///
    /// @param request whether the peer shall change its own as well
    /// @throws IllegalStateException if the protocol version cannot: TLS 1.2 has no KeyUpdate
    Step updateKeys(KeyUpdateRequest request);

    /// Whether [#updateKeys] can be called.
    boolean canUpdateKeys();
}
