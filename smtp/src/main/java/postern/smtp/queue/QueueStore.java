package postern.smtp.queue;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import postern.smtp.message.MessageId;
import postern.smtp.spool.MessageStore;
import postern.smtp.spool.Spool;
import postern.smtp.spool.SpoolWriter;
import postern.smtp.spool.SpooledMessage.Origin;

/// Accepted messages go into a spool.
///
/// @param next what is done with each then: as a rule [QueueRunner#submit]
public record QueueStore(Spool spool, Consumer<MessageId> next) implements MessageStore {
    @Override
    public Incoming begin(Acceptance acceptance) throws IOException {
        var origin = new Origin(acceptance.at(), Optional.of(acceptance.arrival()));
        var writer = spool.begin(acceptance.id(), origin, acceptance.envelope());
        return new Message(writer, acceptance.id(), next);
    }

    private record Message(SpoolWriter writer, MessageId id, Consumer<MessageId> next) implements Incoming {
        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            writer.write(octets, offset, length);
        }

        @Override
        public long size() {
            return writer.size();
        }

        @Override
        public void commit() throws IOException {
            writer.commit();
        }

        @Override
        public void handOver() {
            next.accept(id);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
