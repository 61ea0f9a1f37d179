package postern.smtp.server;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.List;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.session.Occasion;
import postern.smtp.session.SessionPolicy;
import postern.smtp.wire.Reply;

/// What holds for one connection, beyond what the session has to know.
///
/// Confined to the connection's thread.
public interface ConnectionPolicy extends SessionPolicy {
    /// How the client is greeted.
    Reply banner();

    /// How TLS is begun.
    ///
    /// @throws IOException if it cannot be, for a reason of ours, in words for the log
    TlsUpgrade tls() throws IOException;

    /// What stands in front of the reason in the log when a handshake fails, as `(SSL_accept): `.
    String handshakeWords();

    /// What becomes of a connection on which a handshake failed.
    AfterFailure afterFailedHandshake();

    /// What becomes of a connection on which a handshake failed.
    enum AfterFailure {
        /// It goes on in clear, where nothing is served but QUIT.
        REFUSE_ALL,
        /// It is closed.
        CLOSE
    }

    /// How the client is bound to wait for the greeting.
    Patience patience();

    /// How the client is bound to wait for the greeting.
    enum Patience {
        /// Who sends before it is greeted is turned away (RFC 5321 §4.3.1).
        DEMANDED,
        /// It may send at once.
        OPTIONAL
    }

    /// A client is about to be told that its message is accepted: the last to be asked. Headers it wants added
    /// come from [#addedHeaders()].
    postern.smtp.acl.Verdict decideOnMessage(Occasion occasion, ReceivedMessage message);

    /// How many servers a message may have passed: one that has passed more is going round in a circle (RFC 5321
    /// §6.3).
    int mostReceived();

    /// The lines that are added to the header of the message being received, without line ends.
    List<String> addedHeaders();

    /// The trace field, with CR LF behind each line; empty if none is wanted.
    String received(Arrival arrival, Envelope envelope, MessageId id, ZonedDateTime at);

    /// The protocol's name as the log shows it.
    String protocol(Arrival arrival);

    /// The conversation is over.
    ///
    /// @param how in words, as `closed by QUIT`
    void ended(Arrival arrival, String how);

    /// A message that has come and waits for the decision.
    ///
    /// @param header its header, or as much of it as is kept
    record ReceivedMessage(MessageId id, Envelope envelope, long size, String header) {}
}
