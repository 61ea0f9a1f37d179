package postern.smtp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.server.MaildirStore;
import postern.smtp.server.ServerLimits;
import postern.smtp.server.ServerSetup;
import postern.smtp.server.Services;
import postern.smtp.server.SmtpServer;
import postern.smtp.spool.Maildir;
import postern.tls.TlsConfig;

/// The SMTP server of `s-server --mode smtp`: the real one, with any TLS that the command line asks for, a log on
/// standard error and a Maildir of its own below the directory for temporary files.
final class TrialMail {
    private static final String HOST_NAME = "localhost";

    /// A tester wants to see what happens with many clients, not a refusal.
    private static final int CONNECTIONS = 100_000;

    private TrialMail() {}

    /// A server that listens nowhere yet.
    static SmtpServer server(TlsConfig config, PrintWriter log) throws IOException {
        var clock = Clock.system(ZoneId.systemDefault());
        var directory = Files.createTempDirectory("postern-s-server-");
        log.println("mail is kept in " + directory);
        log.flush();
        var mainLog = new MainLog(new Unbuffered(log), clock);
        var services = new Services(
                new MaildirStore(Maildir.open(directory, HOST_NAME, clock), mainLog),
                mainLog,
                clock,
                new MessageIds(clock, ProcessHandle.current().pid()));
        var limits = ServerLimits.STANDARD.withConnections(CONNECTIONS);
        return new SmtpServer(ServerSetup.open(HOST_NAME, limits, services, Optional.of(TlsUpgrade.server(config))));
    }

    /// Shows a line when it is written, not when a buffer is full.
    private record Unbuffered(PrintWriter out) implements Appendable {
        @Override
        public Unbuffered append(CharSequence text) {
            out.append(text);
            out.flush();
            return this;
        }

        @Override
        public Unbuffered append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Unbuffered append(char c) {
            return append(String.valueOf(c));
        }
    }
}
