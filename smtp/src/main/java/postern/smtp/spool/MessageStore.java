package postern.smtp.spool;

import java.io.IOException;
import java.time.Instant;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;

/// Where a server puts the messages that it accepts. Shared by all connections.
public interface MessageStore {
    /// Begins with a message, which the caller commits or closes.
    Incoming begin(Acceptance acceptance) throws IOException;

    /// What is known of a message before its text comes.
    ///
    /// @param at when that was
    record Acceptance(MessageId id, Arrival arrival, Envelope envelope, Instant at) {}

    /// A message on its way in. Owned by the connection that receives it.
    interface Incoming extends AutoCloseable {
        /// Adds a piece of the text, whose lines end with CR LF.
        void write(byte[] octets, int offset, int length) throws IOException;

        /// How many octets the text has so far, as it is kept.
        long size();

        /// When this returns, the message outlives a power failure, and `250` may be said.
        void commit() throws IOException;

        /// The log says that it was accepted: now it may go on its way.
        void handOver();

        /// Removes what was written, unless it was committed.
        @Override
        void close() throws IOException;
    }
}
