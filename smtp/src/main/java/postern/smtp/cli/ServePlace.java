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
import postern.smtp.spool.Spool;
import postern.smtp.transport.Appendfile;
import postern.smtp.transport.HostGate;

/// Where a queue is, and what becomes of its messages: with `serve`, and on a command line that names no
/// configuration, everything goes into one Maildir.
///
/// @param directory of `serve`
/// @param hostName what the host calls itself
record ServePlace(DataDirectory directory, String hostName, Clock clock) implements QueuePlace {
    /// No host is reached from here; the number is for the day when one is.
    private static final int PER_HOST = 10;

    /// Where `serve` has its queue.
    ///
    /// @param data its `--data`
    static ServePlace of(String data) {
        var root = new DataDirectory(Path.of(data).toAbsolutePath().normalize());
        return new ServePlace(root, "localhost", Clock.system(ZoneId.systemDefault()));
    }

    @Override
    public Path spoolDirectory() {
        return directory.spool();
    }

    @Override
    public Path mainLog() {
        return directory.mainLog();
    }

    /// The log, in its file only: the terminal belongs to whoever typed the command.
    @Override
    public OpenLog openLog() throws IOException {
        directory.create();
        var file = new LogFile(mainLog(), new PrintWriter(Writer.nullWriter()));
        return new OpenLog(new MainLog(file, clock), file);
    }

    @Override
    public OpenQueue openQueue() throws IOException {
        var log = openLog();
        var ids = new MessageIds(clock, ProcessHandle.current().pid());
        var runner = new QueueRunner(setup(openSpool(), log.main(), ids));
        return new OpenQueue(runner, runner, log);
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
}
