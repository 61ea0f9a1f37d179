package postern.smtp.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import postern.smtp.config.Configuration;
import postern.smtp.daemon.Daemon;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.outbound.ConfiguredQueue;
import postern.smtp.server.ServerSetup;
import postern.smtp.server.Services;

/// What becomes of the mail that a daemon accepts: with routers it goes into the queue, without any into a
/// Maildir.
record DaemonQueue(Optional<ConfiguredQueue> queue, Optional<Services> services) implements AutoCloseable {
    /// Opens the queue, clears up after a crash, and runs it every so often, if that was asked for.
    static DaemonQueue start(Configuration configuration, MainLog log, Optional<Duration> every) throws IOException {
        if (!ConfiguredQueue.isMeant(configuration)) {
            return new DaemonQueue(Optional.empty(), Optional.empty());
        }
        Clock clock = DaemonCommand.clock(configuration);
        var ids = new MessageIds(clock, ProcessHandle.current().pid());
        var queue = ConfiguredQueue.open(configuration, new ConfiguredQueue.Tools(log, clock, ids));
        queue.recover().lost().forEach(id -> log.panic(id + " has no body; its header is set aside"));
        every.ifPresent(queue.runner()::runEvery);
        return new DaemonQueue(Optional.of(queue), Optional.of(new Services(queue.store(), log, clock, ids)));
    }

    /// The server that fills it.
    ServerSetup setup(Daemon daemon) throws IOException {
        return services.isPresent() ? daemon.setup(services.get()) : daemon.setup();
    }

    @Override
    public void close() {
        queue.ifPresent(ConfiguredQueue::close);
    }
}
