package postern.smtp.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import postern.smtp.acl.AclTrace;
import postern.smtp.config.Configuration;
import postern.smtp.log.LogFiles;
import postern.smtp.log.LogSelector;
import postern.smtp.log.LogStyle;
import postern.smtp.log.LogTarget;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.message.Peer;
import postern.smtp.server.Entry;
import postern.smtp.server.MaildirStore;
import postern.smtp.server.ServerSetup;
import postern.smtp.server.Services;
import postern.smtp.spool.Maildir;
import postern.tls.trace.TlsObserver;

/// Makes a server of a configuration.
public final class Daemon {
    private final Configuration configuration;
    private final MainLog log;
    private final Clock clock;
    private final Watching watching;

    /// @throws postern.smtp.config.ConfigException if the configuration cannot be used
    public Daemon(Configuration configuration, MainLog log, Clock clock, Watching watching) {
        this.configuration = configuration;
        this.log = log;
        this.clock = clock;
        this.watching = watching;
    }

    /// Who looks on, and whether it is for real.
    ///
    /// @param trace sees how access control lists decide
    /// @param tls sees handshakes
    public record Watching(AclTrace trace, TlsObserver tls, Delivery delivery) {
        /// Nobody looks on.
        public static final Watching NOBODY = new Watching(AclTrace.NONE, TlsObserver.NONE, Delivery.REAL);
    }

    /// The setup of the server, for a configuration without routers: mail goes to the Maildir in the spool
    /// directory.
    ///
    /// @throws IOException if the Maildir cannot be opened
    public ServerSetup setup() throws IOException {
        return setup(Path.of(configuration.main().get("spool_directory").text()));
    }

    /// The same with another spool directory.
    public ServerSetup setup(Path spool) throws IOException {
        var main = configuration.main();
        var name = main.get("primary_hostname").text();
        var maildir = Maildir.open(spool.resolve("Maildir"), name, clock);
        return setup(new Services(
                new MaildirStore(maildir, log),
                log,
                clock,
                new MessageIds(clock, ProcessHandle.current().pid())));
    }

    /// The same with another place for mail.
    public ServerSetup setup(Services services) {
        var main = configuration.main();
        var name = main.get("primary_hostname").text();
        var surroundings = Surroundings.of(configuration, log, clock);
        var tls = new ServerTls(configuration, watching.tls());
        return new ServerSetup(
                name,
                Limits.of(main),
                services,
                (peer, entry) -> policy(surroundings, tls, peer, entry),
                ServerSetup.TlsSupport.THERE);
    }

    private ConfiguredPolicy policy(Surroundings surroundings, ServerTls tls, Peer peer, Entry entry) {
        var named = surroundings.isLookedUp(peer)
                ? ClientNames.of(peer.address()).map(peer::withName).orElse(peer)
                : peer;
        return new ConfiguredPolicy(surroundings, tls, new ConfiguredPolicy.Client(named, entry, watching));
    }

    /// The log files that the configuration names.
    ///
    /// @throws IOException if their directory cannot be made
    public static LogFiles logFiles(Configuration configuration) throws IOException {
        var wanted = EnumSet.of(LogTarget.MAIN, LogTarget.PANIC);
        if (configuration.main().isOn("write_rejectlog")) {
            wanted.add(LogTarget.REJECT);
        }
        return new LogFiles(OptionTexts.logFilePath(configuration), wanted);
    }

    /// The file of the main log.
    public static Path mainLog(Configuration configuration) {
        return Path.of(OptionTexts.logFilePath(configuration).replace("%s", "main"));
    }

    /// Where the daemon writes its process id.
    public static Path pidFile(Configuration configuration) {
        return Path.of(OptionTexts.pidFilePath(configuration));
    }

    /// How log lines look.
    ///
    /// @throws IllegalArgumentException for a selector that is not known
    public static LogStyle logStyle(Configuration configuration) {
        var main = configuration.main();
        var zone = main.isOn("log_timezone") ? LogStyle.Zone.SHOWN : LogStyle.Zone.OMITTED;
        var form = main.get("log_format").text().equals("json") ? LogStyle.Form.JSON : LogStyle.Form.EXIM;
        return new LogStyle(LogSelector.parse(main.get("log_selector").text()), zone, form);
    }
}
