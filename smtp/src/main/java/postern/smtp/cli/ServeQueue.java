package postern.smtp.cli;

import java.io.IOException;
import java.time.Duration;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.queue.QueueRunner;
import postern.smtp.queue.QueueStore;
import postern.smtp.server.Services;
import postern.smtp.spool.Maildir;

/// The queue of `serve`: what is accepted goes into the spool, and from there at once into the Maildir; what
/// could not, or was left by a crash, is tried again now and then.
///
/// @param services for the server that fills it
record ServeQueue(QueueRunner runner, Services services) implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    /// Opens the spool, clears up after a crash, and begins to work.
    static ServeQueue start(ServePlace place, MainLog log) throws IOException {
        Maildir.open(place.directory().maildir(), place.hostName(), place.clock()); // there from the beginning
        var spool = place.openSpool();
        var recovery = spool.recover();
        recovery.lost().forEach(id -> log.note(id + " has no body; its header is set aside as " + id + "-H.lost"));
        var ids = new MessageIds(place.clock(), ProcessHandle.current().pid());
        var runner = new QueueRunner(place.setup(spool, log, ids));
        runner.runEvery(INTERVAL);
        return new ServeQueue(runner, new Services(new QueueStore(spool, runner::submit), log, place.clock(), ids));
    }

    @Override
    public void close() {
        runner.close();
    }
}
