package postern.smtp.queue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import postern.smtp.log.MainLog;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.message.MessageIds;
import postern.smtp.route.MailHost;
import postern.smtp.route.RouteChain;
import postern.smtp.route.Router;
import postern.smtp.spool.DiskFiles;
import postern.smtp.spool.Spool;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.transport.Fate;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.HostGate;
import postern.smtp.transport.Parcel;
import postern.smtp.transport.Transport;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// A queue in a directory, with a clock that a test moves, and a transport `fake` that does what a test says.
final class TestQueue implements AutoCloseable {
    final Spool spool;
    final QueueRunner runner;
    final StringWriter log = new StringWriter();
    final MovableClock clock = new MovableClock();
    final FakeTransport fake = new FakeTransport();
    final HostGate gate;
    private final MessageIds ids = new MessageIds(clock, 1);

    TestQueue(Path directory, List<Router> routers) throws IOException {
        this(directory, routers, 100);
    }

    TestQueue(Path directory, List<Router> routers, int perHost) throws IOException {
        spool = new Spool(DiskFiles.open(directory));
        gate = new HostGate(perHost);
        var retry = new RetryDatabase(List.of(RetryRule.STANDARD), new Random(1));
        var services = new QueueSetup.Services(new MainLog(log, clock), clock, ids, retry, Optional.empty());
        var ways = new QueueSetup.Ways(new RouteChain(routers), Map.of("fake", fake), gate);
        runner = new QueueRunner(new QueueSetup(spool, ways, QueuePolicy.standard("mx.test"), services));
    }

    MessageId add(String sender, String... recipients) {
        return add("Subject: a test\r\n\r\nbody\r\n", sender, recipients);
    }

    MessageId add(String text, String sender, String[] recipients) {
        var to = new ArrayList<ForwardPath>();
        for (var recipient : recipients) {
            to.add(recipient.equals("postmaster") ? new ForwardPath.Postmaster() : Mailbox.parse(recipient));
        }
        var from = sender.isEmpty() ? new ReversePath.Nobody() : Mailbox.parse(sender);
        var id = ids.next();
        try (var writer = spool.begin(id, new Origin(clock.instant(), Optional.empty()), new Envelope(from, to))) {
            var octets = text.getBytes(StandardCharsets.US_ASCII);
            writer.write(octets, 0, octets.length);
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    /// Waits, not for long, until so many messages are left: reports are delivered in the background.
    void awaitMessages(int number) throws IOException {
        for (int i = 0; i < 500 && spool.list().size() != number; i++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /// Waits, not for long, until no report is left.
    void awaitReports() throws IOException {
        for (int i = 0; i < 500 && hasReport(); i++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private boolean hasReport() throws IOException {
        for (var id : spool.list()) {
            var message = spool.read(id);
            if (message.isPresent() && message.get().envelope().sender() instanceof ReversePath.Nobody) {
                return true;
            }
        }
        return false;
    }

    /// The log without its times.
    List<String> lines() {
        return log.toString().lines().map(line -> line.substring(20)).toList();
    }

    @Override
    public void close() {
        runner.close();
    }

    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.ofEpochSecond(1_764_000_000);

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /// Delivers all but those of whom something else was said; keeps what it delivered.
    static final class FakeTransport implements Transport {
        final Map<String, Function<Mailbox, Ending>> endings = new HashMap<>();
        final List<String> delivered = new ArrayList<>();
        final List<String> texts = new ArrayList<>();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public List<Fate> deliver(Parcel parcel, List<MailHost> hosts, Insistence insistence) {
            var fates = new ArrayList<Fate>();
            synchronized (delivered) {
                for (var recipient : parcel.recipients()) {
                    var ending = endings.getOrDefault(recipient.toString(), _ -> new Ending.Delivered("250 ok"));
                    fates.add(new Fate(recipient, ending.apply(recipient), Optional.empty()));
                    if (fates.getLast().ending() instanceof Ending.Delivered) {
                        delivered.add(recipient.toString());
                        texts.add(textOf(parcel));
                    }
                }
            }
            return fates;
        }

        void answer(String recipient, Ending ending) {
            endings.put(recipient, _ -> ending);
        }

        private static String textOf(Parcel parcel) {
            try (var text = parcel.text().open()) {
                return new String(text.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
