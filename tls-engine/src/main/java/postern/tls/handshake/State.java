package postern.tls.handshake;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.HandshakeMessage;

/// A point in a handshake: what has been agreed so far, and which message may come next.
///
/// Each implementation is an immutable class with the RFC's name for the state and exactly the fields that are
/// known there. It performs nothing: whatever has to happen is in the [Step] that it returns.
public interface State {
    /// Takes the peer's next message.
    ///
    /// @param encoding the message as it came, with its header of four octets: what the transcript covers
    /// @throws TlsException if the message may not come here, or is not acceptable
    Step receive(HandshakeMessage message, Bytes encoding);

    /// Takes a `change_cipher_spec` record. TLS 1.2 changes keys on it, TLS 1.3 drops it during the handshake
    /// (RFC 9846 §5), and everywhere else it may not come.
    default Step changeCipherSpec() {
        throw new TlsException(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, "in " + name());
    }

    /// Whether data may be sent: behind a complete handshake, and by a server that has taken early data.
    default boolean maySend() {
        return false;
    }

    /// Whether the peer may send data now.
    default boolean takesData() {
        return false;
    }

    /// Wipes the secrets it holds: the connection is over.
    default void wipe() {
        // Most states hold none.
    }

    /// The refusal of a message that may not come here (RFC 9846 §4).
    default TlsException unexpected(HandshakeMessage message) {
        return new TlsException(Violation.MESSAGE_UNEXPECTED, message.getClass().getSimpleName() + " in " + name());
    }

    /// The RFC's name of the state: that of the class.
    default String name() {
        return getClass().getSimpleName();
    }
}
