package postern.tls.handshake;

import java.util.Optional;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.schedule.Exporter;

/// A state behind a complete handshake: both Finished messages were right, so application data may flow both
/// ways. The type is the proof; there is no flag.
public interface Established extends State {
    /// Changes our sending keys (RFC 9846 §4.7.3).
    ///
    /// @param request whether the peer shall change its own as well
    /// @throws IllegalStateException if the protocol version cannot: TLS 1.2 has no KeyUpdate
    Step updateKeys(KeyUpdateRequest request);

    /// Begins another handshake inside the connection (RFC 5746), or asks the client to.
    ///
    /// @throws IllegalStateException if this connection may not: TLS 1.3 cannot, and older versions only where
    ///     it is allowed
    default Step renegotiate() {
        throw new IllegalStateException("TLS 1.3 has no renegotiation");
    }

    @Override
    default boolean takesData() {
        return true;
    }

    /// What makes keys for protocols above; empty if this connection can make none that are its own (RFC 7627
    /// §5.4).
    default Optional<Exporter> exporter() {
        return Optional.empty();
    }

    @Override
    default boolean maySend() {
        return true;
    }

    /// Whether [#updateKeys] can be called.
    boolean canUpdateKeys();
}
