package postern.tls.trace;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// Something that happened in a connection, told to a [TlsObserver]. The values are those that were passed on
/// anyway.
public sealed interface TraceEvent {
    /// What an event is about: an observer says which kinds it wants.
    enum Kind {
        /// What is in records: the application's data, too.
        RECORD,
        /// Handshake messages, alerts and key changes.
        MESSAGE,
        /// What was chosen, and why.
        CHOICE,
        /// Secrets. Whoever has these can read the connection.
        SECRET
    }

    /// Which way something went.
    enum Direction {
        SENT,
        RECEIVED
    }

    /// What it is about.
    Kind kind();

    /// What was in a record that came, or what goes out in records: several may be needed, or one may hold more.
    ///
    /// @param contentType the octet of RFC 9846 §5.1
    record RecordPassed(Direction direction, int contentType, Bytes content) implements TraceEvent {
        @Override
        public Kind kind() {
            return Kind.RECORD;
        }
    }

    /// A whole handshake message.
    ///
    /// @param name     the RFC's name for it
    /// @param encoding with its header of four octets
    record MessagePassed(Direction direction, String name, Bytes encoding) implements TraceEvent {
        @Override
        public Kind kind() {
            return Kind.MESSAGE;
        }
    }

    /// An alert: its two octets.
    record AlertPassed(Direction direction, int level, int description) implements TraceEvent {
        @Override
        public Kind kind() {
            return Kind.MESSAGE;
        }
    }

    /// From here on, one direction is protected with other keys.
    record KeysChanged(Direction direction, ProtocolVersion version, CipherSuite suite) implements TraceEvent {
        @Override
        public Kind kind() {
            return Kind.MESSAGE;
        }
    }

    /// A decision, such as "cipher suite", "TLS_AES_256_GCM_SHA384", "the first of ours that the client offers".
    record Chosen(String subject, String choice, String why) implements TraceEvent {
        @Override
        public Kind kind() {
            return Kind.CHOICE;
        }
    }

    /// A secret was derived.
    ///
    /// @param label        the key log's name for it (RFC 9850 §2)
    /// @param clientRandom by which a key log finds the connection
    /// @param secret       valid only during the call; stays its owner's
    record SecretDerived(String label, Bytes clientRandom, Secret secret) implements TraceEvent {
        @Override
        public Kind kind() {
            return Kind.SECRET;
        }
    }
}
