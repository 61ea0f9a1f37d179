package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import postern.smtp.config.Configuration;
import postern.smtp.daemon.Daemon;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.outbound.ConfiguredQueue;

/// The queue of a configuration.
record ConfiguredPlace(Configuration configuration) implements QueuePlace {
    @Override
    public Path spoolDirectory() {
        return ConfiguredQueue.directory(configuration);
    }

    @Override
    public Path mainLog() {
        return Daemon.mainLog(configuration);
    }

    @Override
    public Clock clock() {
        return DaemonCommand.clock(configuration);
    }

    @Override
    public OpenLog openLog() throws IOException {
        var files = Daemon.logFiles(configuration);
        return new OpenLog(new MainLog(files, Daemon.logStyle(configuration), clock()), files);
    }

    @Override
    public OpenQueue openQueue() throws IOException {
        var log = openLog();
        var ids = new MessageIds(clock(), ProcessHandle.current().pid());
        var queue = ConfiguredQueue.open(configuration, new ConfiguredQueue.Tools(log.main(), clock(), ids));
        return new OpenQueue(queue.runner(), queue, log);
    }
}
