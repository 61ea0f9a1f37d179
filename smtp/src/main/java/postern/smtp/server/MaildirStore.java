package postern.smtp.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import postern.smtp.log.MainLog;
import postern.smtp.spool.Maildir;
import postern.smtp.spool.MaildirDelivery;
import postern.smtp.spool.MessageStore;

/// Accepted messages go straight into a Maildir: no queue, no routing.
public record MaildirStore(Maildir maildir, MainLog log) implements MessageStore {
    @Override
    public Incoming begin(Acceptance acceptance) throws IOException {
        var delivery = maildir.begin();
        try {
            var fields = deliveryFields(acceptance).getBytes(StandardCharsets.US_ASCII);
            delivery.write(fields, 0, fields.length);
        } catch (IOException e) {
            delivery.close();
            throw e;
        }
        return new Message(delivery, acceptance, delivery.size(), log);
    }

    /// The fields of final delivery (RFC 5321 §4.4), as Exim spells them.
    private static String deliveryFields(Acceptance acceptance) {
        var envelope = acceptance.envelope();
        var recipients = envelope.recipients().stream().map(Object::toString).collect(Collectors.joining(",\r\n\t"));
        return "Return-path: <" + envelope.sender() + ">\r\nEnvelope-to: " + recipients + "\r\n";
    }

    private record Message(MaildirDelivery delivery, Acceptance acceptance, long before, MainLog log)
            implements Incoming {
        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            delivery.write(octets, offset, length);
        }

        @Override
        public long size() {
            return delivery.size() - before;
        }

        @Override
        public void commit() throws IOException {
            delivery.commit();
        }

        @Override
        public void handOver() {
            log.delivered(acceptance.id(), acceptance.envelope(), "maildir");
        }

        @Override
        public void close() throws IOException {
            delivery.close();
        }
    }
}
