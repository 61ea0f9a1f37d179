package postern.tls.handshake;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.NamedSecret;
import postern.tls.schedule.RecordKeys;
import postern.tls.session.ClientSession12;
import postern.tls.session.ClientTicket;
import postern.tls.session.Session12;
import postern.tls.session.SessionCache;

/// Something the engine has to do on behalf of a state. States return effects and perform none, so a handshake
/// can be tested, replayed and explained without a connection.
public sealed interface Effect {
    /// Send a handshake message, protected with whatever is in force.
    ///
    /// @param encoding the message as it goes out, and as it went into the transcript
    record Send(HandshakeMessage message, Bytes encoding) implements Effect {
        /// Encodes the message.
        public static Send of(HandshakeMessage message) {
            return new Send(message, HandshakeCodec.write(message));
        }
    }

    /// Send a `change_cipher_spec` record: a signal in TLS 1.2, a disguise in TLS 1.3 (RFC 9846 §E.4).
    record SendChangeCipherSpec() implements Effect {}

    /// Send an alert that is not the end.
    record Warn(AlertDescription description) implements Effect {}

    /// From the next record on, open what the peer sends with these keys. The message that caused it must have
    /// ended its record (RFC 9846 §5.1).
    record ReadWith(RecordKeys keys) implements Effect {}

    /// From the next record on, seal what we send with these keys.
    record WriteWith(RecordKeys keys) implements Effect {}

    /// Send in clear again, because the keys of early data have proved useless: the second ClientHello (RFC
    /// 9846 §4.2.4).
    record WriteInClear() implements Effect {}

    /// Data may pass from the client to the server before the handshake is complete.
    ///
    /// @param limit octets of it
    record BeginEarlyData(long limit) implements Effect {}

    /// No more of it.
    record EndEarlyData() implements Effect {}

    /// Skip what the peer sends under keys of an earlier session that we will not use: its early data
    /// (RFC 9846 §4.3.10).
    record SkipEarlyData(EarlyDataSkip how) implements Effect {}

    /// Remember what was agreed: it becomes part of the session.
    record Learn(Fact fact) implements Effect {}

    /// From here on make records with so much content at most, and take protected ones with so much (RFC 8449, RFC
    /// 6066 §4).
    record LimitRecords(int sending, int receiving) implements Effect {}

    /// Keep a ticket for the next connection to the same server.
    record KeepTicket(ClientTicket ticket) implements Effect {}

    /// Keep a session up to TLS 1.2 for the next connection to the same server.
    record KeepSession(ClientSession12 session) implements Effect {}

    /// Remember a session up to TLS 1.2 for a client that will come back with its number.
    record RememberSession(SessionCache cache, Bytes id, Session12 session) implements Effect {}

    /// Tell those who watch why something was chosen.
    record Explain(Choice<?> choice) implements Effect {}

    /// Show a secret to the key log, if the operator keeps one (RFC 9850).
    ///
    /// @param clientRandom by which the log finds the connection
    record LogSecret(NamedSecret secret, Bytes clientRandom) implements Effect {}
}
