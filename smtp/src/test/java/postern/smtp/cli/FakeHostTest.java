package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Tool;

/// `-bh`: a session that is only played, told as Exim tells it. The same configuration and the same client are
/// put to both.
class FakeHostTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// Steps of an access control list. How a list was searched is not compared: each prints what it looked at.
    private static final Pattern STEP = Pattern.compile(
            ">>> {1,9}(using ACL|processing |check |=|message:|l_message:|end of ACL|ACL is NULL|[a-z]+: condition test"
                    + "|[a-z]+: endpass).*");

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}");

    @TempDir
    private Path directory;

    private static final String CONFIGURATION = """
            primary_hostname = mx.example.test
            spool_directory = SPOOL
            log_file_path = SPOOL/%slog
            exim_user = root
            keep_environment =
            domainlist local = example.test : foo.test
            hostlist relay = 10.0.0.0/8
            acl_smtp_connect = conn
            acl_smtp_helo = helo
            acl_smtp_mail = mail
            acl_smtp_rcpt = rcpt
            acl_smtp_data = data
            acl_smtp_predata = predata
            acl_smtp_quit = quit
            begin acl
            conn:
              warn set acl_c_x = yes
                   log_message = connected from $sender_host_address
                   delay = 0s
              deny message = not you
                   hosts = 192.0.2.1
              accept hosts = !192.0.2.2
            helo:
              deny condition = ${if eq{$sender_helo_name}{bad}}
                   message = go away $sender_helo_name
              drop condition = ${if eq{$sender_helo_name}{drop}}
              defer condition = ${if eq{$sender_helo_name}{defer}}
              warn condition = nonsense
              accept message = welcome
            mail:
              require message = 553 5.1.8 no such sender
                      senders = !bad@example.test
              warn    senders = w@example.test
                      add_header = X-Warn2: yes
                      logwrite = :main,reject: hello $acl_c_x
              deny    senders = code@example.test
                      message = 450 wrong class
              deny    sender_domains = evil.test
              accept
            rcpt:
              accept encrypted = *
              accept hosts = +relay
                     endpass
                     domains = +local
              deny !domains = +local
                   message = relay not\\npermitted
                   log_message = lm $local_part
              discard local_parts = hole
              warn set acl_m0 = $acl_m0 x
              defer local_parts = later
                    message = 450 come back
              deny local_parts = nested
                   acl = says_no
              accept acl = sub foo bar
                     !authenticated = *
              deny verify = certificate
                   message = bad: $acl_verify_message
              deny !verify = certificate
                   message = no: $acl_verify_message
            says_no:
              accept message = inner words
            sub:
              deny condition = ${if !eq{$acl_arg1}{foo}}
              accept local_parts = a : b
                     condition = ${if ={$acl_narg}{2}}
            predata:
              deny condition = ${if eq{$sender_address}{nodata@example.test}}
              accept
            data:
              deny condition = ${if eq{$acl_m0}{ x x}}
              accept
            quit:
              accept message = byebye
            """;

    private static final String SESSION =
            "EHLO ok|MAIL FROM:<bad@example.test>|MAIL FROM:<code@example.test>|MAIL FROM:<x@evil.test>"
                    + "|MAIL FROM:<w@example.test>|RCPT TO:<a@example.test>|RCPT TO:<hole@example.test>"
                    + "|RCPT TO:<c@other.test>|RCPT TO:<later@foo.test>|RCPT TO:<nested@foo.test>|RCPT TO:<B@foo.test>"
                    + "|RSET|MAIL FROM:<nodata@example.test>|RCPT TO:<a@example.test>|DATA|QUIT";

    private Path file() throws IOException {
        return Files.writeString(directory.resolve("t.conf"), CONFIGURATION.replace("SPOOL", directory.toString()));
    }

    /// @param replies what the client was told, without greetings and what the two offer
    private record Told(List<String> replies, List<String> steps, List<String> log) {
        static Told of(String output) {
            var lines = output.lines().toList();
            var replies = lines.stream()
                    .filter(line -> line.matches("[2-5]\\d\\d[- ].*"))
                    .filter(line -> !line.matches("220 .*|250-?[ -][A-Z0-9]+( .*)?|250 HELP"))
                    .map(line -> ID.matcher(line).replaceAll("ID"))
                    .toList();
            var steps =
                    lines.stream().filter(line -> STEP.matcher(line).matches()).toList();
            var log = lines.stream()
                    .filter(line -> line.startsWith("LOG: "))
                    .filter(line -> !line.contains("environment") && !line.contains("unexpected disconnection"))
                    .map(line -> ID.matcher(line).replaceAll("ID"))
                    .toList();
            return new Told(replies, steps, log);
        }
    }

    private String ours(Path file, String host, String input) {
        var out = new ByteArrayOutputStream();
        var words = new StringWriter();
        var writer = new PrintWriter(words);
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
        var streams = new Streams(in, writer, writer, out);
        int status = new EximCommandLine(streams).run(List.of("-C", file.toString(), "-bh", host));
        assertEquals(0, status, words.toString());
        return words + "\n" + out.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1 " + SESSION,
                "10.1.2.3 " + SESSION,
                "192.0.2.1 QUIT",
                "192.0.2.2 QUIT",
                "127.0.0.1 EHLO bad|EHLO defer|QUIT",
                "127.0.0.1 EHLO drop",
                "127.0.0.1 EHLO ok|MAIL FROM:<s@example.test>|RCPT TO:<a@example.test>|RCPT TO:<b@example.test>|DATA"
                        + "|Subject: x||body|.|QUIT",
            })
    void eximTellsTheSame(String script) throws IOException {
        var exim = Tool.require("exim4");
        var file = file();
        var host = script.substring(0, script.indexOf(' '));
        var input = script.substring(script.indexOf(' ') + 1).replace("|", "\r\n") + "\r\n";
        var theirs = Told.of(PeerProcess.run(LIMIT, input, exim, "-C", file.toString(), "-bh", host)
                .output());
        var ours = Told.of(ours(file, host, input));
        assertEquals(String.join("\n", theirs.steps()), String.join("\n", ours.steps()));
        assertEquals(theirs.replies(), ours.replies());
        assertEquals(theirs.log(), ours.log());
    }

    @Test
    void nothingIsKept() throws IOException {
        var told = ours(
                file(),
                "127.0.0.1.2525",
                "EHLO x\r\nMAIL FROM:<s@example.test>\r\nRCPT TO:<a@example.test>\r\nDATA\r\nSubject: x\r\n\r\nbody\r\n.\r\n");
        assertTrue(told.contains("**** SMTP testing session as if from host 127.0.0.1\n"), told);
        assertTrue(told.contains("250 OK id="), told);
        assertTrue(Files.notExists(directory.resolve("Maildir")));
    }

    @Test
    void whatIsNoAddressIsWrongUsage() throws IOException {
        var run = EximRun.of("-C", file().toString(), "-bh", "localhost");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("\"localhost\" is no IP address"), run.err());
    }
}
