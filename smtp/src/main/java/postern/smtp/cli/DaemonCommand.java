package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.daemon.ConfigurationCheck;
import postern.smtp.daemon.Daemon;
import postern.smtp.daemon.Listeners;
import postern.smtp.log.LogTarget;
import postern.smtp.log.MainLog;
import postern.smtp.server.Entry;
import postern.smtp.server.SmtpServer;

/// `-bd`, `-bdf` and `serve -C`: a server by a configuration, in the foreground until it is stopped.
final class DaemonCommand {
    private final Streams streams;

    DaemonCommand(Streams streams) {
        this.streams = streams;
    }

    /// Serves.
    int run(EximArguments arguments) {
        var configuration = arguments.configuration();
        refuseBroken(configuration, arguments.listen());
        var clock = clock(configuration);
        try (var files = Daemon.logFiles(configuration)) {
            var log = new MainLog(
                    (target, line) -> {
                        files.write(target, line);
                        if (target == LogTarget.MAIN && arguments.debug().isPresent()) {
                            streams.err().print(line);
                            streams.err().flush();
                        }
                    },
                    Daemon.logStyle(configuration),
                    clock);
            var daemon = new Daemon(configuration, log, clock, Debugging.watching(arguments, streams));
            try (var mail = DaemonQueue.start(configuration, log, arguments.queueInterval());
                    var server = new SmtpServer(mail.setup(daemon))) {
                start(server, configuration, arguments, log);
                stopAtTheEnd(server, mail);
                new CountDownLatch(1).await();
            }
            return 0;
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ConfigException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    static Clock clock(Configuration configuration) {
        var zone = configuration.main().text("timezone").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        return Clock.system(zone);
    }

    /// What would fail for every client is not served to any.
    private void refuseBroken(Configuration configuration, Optional<String> listen) {
        var findings = new ConfigurationCheck(configuration, listen).findings();
        findings.forEach(finding -> streams.err().println(finding));
        streams.err().flush();
        if (findings.stream().anyMatch(ConfigurationCheck.Finding::isFatal)) {
            throw new CommandException("the configuration cannot be used; see above, and -bV");
        }
    }

    private void start(SmtpServer server, Configuration configuration, EximArguments arguments, MainLog log)
            throws IOException {
        var everywhere = arguments.tls() == EximArguments.OnConnect.TLS ? Entry.TLS : Entry.CLEAR;
        var places = new ArrayList<String>();
        for (var listener : Listeners.of(configuration.main(), arguments.listen(), everywhere)) {
            var address = server.listen(listener.address(), listener.entry());
            places.add((listener.entry() == Entry.TLS ? "SMTPS" : "SMTP") + " on ["
                    + address.getAddress().getHostAddress() + "]:" + address.getPort());
        }
        writePid(configuration, arguments);
        var words = "Postern daemon started: pid=" + ProcessHandle.current().pid()
                + arguments
                        .queueInterval()
                        .map(every -> ", -q" + every.toSeconds() + "s")
                        .orElse(", no queue runs")
                + ", listening for "
                + String.join(" and for ", places);
        log.note(words);
        streams.err().println(words);
        streams.err().flush();
    }

    /// First no more mail comes in, then what is under way goes out.
    private static void stopAtTheEnd(SmtpServer server, DaemonQueue mail) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            mail.close();
                        },
                        "stop"));
    }

    /// Without `-oP` there is a file only if `-oX` did not change where to listen: it tells of *the* daemon.
    private static void writePid(Configuration configuration, EximArguments arguments) throws IOException {
        if (arguments.pidFile().isEmpty() && arguments.listen().isPresent()) {
            return;
        }
        Path file = arguments.pidFile().orElseGet(() -> Daemon.pidFile(configuration));
        Files.writeString(file, ProcessHandle.current().pid() + "\n");
        file.toFile().deleteOnExit();
    }
}
