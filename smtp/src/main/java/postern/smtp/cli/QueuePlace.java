package postern.smtp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.queue.QueuePolicy;
import postern.smtp.queue.QueueRunner;
import postern.smtp.queue.QueueSetup;
import postern.smtp.queue.RetryDatabase;
import postern.smtp.queue.RetryRule;
import postern.smtp.route.AcceptRouter;
import postern.smtp.route.RouteChain;
import postern.smtp.route.Router;
import postern.smtp.spool.DiskFiles;
import postern.smtp.spool.Spool;
import postern.smtp.transport.Appendfile;
import postern.smtp.transport.HostGate;

/// Where a queue is, and what becomes of its messages: with `serve`, and on a command line that names no
/// configuration, everything goes into one Maildir.
///
/// @param directory of `serve`
/// @param hostName what the host calls itself
record QueuePlace(DataDirectory directory, String hostName, Clock clock) {
    /// No host is reached from here; the number is for the day when one is.
    private static final int PER_HOST = 10;

    /// The place that the options name: `--data DIR`, or where `serve` has its own.
    ///
    /// @param options what else stood on the command line
    static QueuePlace of(List<String> options) {
        var data = "postern-data";
        for (var words = options.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (!word.equals("--data") || !words.hasNext()) {
                throw new UsageException("unknown, malformed, or incomplete option " + word
                        + "; the queue of serve is found with --data DIR");
            }
            data = words.next();
        }
        var root = new DataDirectory(Path.of(data).toAbsolutePath().normalize());
        return new QueuePlace(root, "localhost", Clock.system(ZoneId.systemDefault()));
    }

    Path spoolDirectory() {
        return directory.spool();
    }

    Path mainLog() {
        return directory.mainLog();
    }

    Spool openSpool() throws IOException {
        return new Spool(DiskFiles.open(spoolDirectory()));
    }

    /// The log, in its file only: the terminal belongs to whoever typed the command.
    OpenLog openLog() throws IOException {
        directory.create();
        return new OpenLog(new LogFile(mainLog(), new PrintWriter(Writer.nullWriter())), clock);
    }

    /// A queue for one command.
    OpenQueue openQueue() throws IOException {
        var log = openLog();
        var spool = openSpool();
        var ids = new MessageIds(clock, ProcessHandle.current().pid());
        return new OpenQueue(new QueueRunner(setup(spool, log.main(), ids)), log);
    }

    /// All that a runner needs.
    QueueSetup setup(Spool spool, MainLog log, MessageIds ids) throws IOException {
        var retryFile = directory.root().resolve("retry");
        var retry = new RetryDatabase(List.of(RetryRule.STANDARD), RandomGenerator.getDefault());
        retry.load(retryFile);
        var maildir = new Appendfile(
                "maildir",
                Appendfile.Format.MAILDIR,
                Appendfile.everybody(directory.maildir()),
                new Appendfile.Place(hostName, clock));
        var everybody = new AcceptRouter(Router.Common.named("everybody"), maildir.name());
        var ways = new QueueSetup.Ways(
                new RouteChain(List.of(everybody)), Map.of(maildir.name(), maildir), new HostGate(PER_HOST));
        var services = new QueueSetup.Services(log, clock, ids, retry, Optional.of(retryFile));
        return new QueueSetup(spool, ways, QueuePolicy.standard(hostName), services);
    }

    /// A log that is closed with its file.
    record OpenLog(LogFile file, Clock clock) implements AutoCloseable {
        MainLog main() {
            return new MainLog(file, clock);
        }

        void note(String words) {
            main().note(words);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /// A runner that is closed with its log.
    record OpenQueue(QueueRunner runner, OpenLog log) implements AutoCloseable {
        void note(String words) {
            log.note(words);
        }

        @Override
        public void close() throws IOException {
            runner.close();
            log.close();
        }
    }
}
