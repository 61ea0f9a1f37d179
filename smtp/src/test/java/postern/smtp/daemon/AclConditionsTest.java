package postern.smtp.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conditions and modifiers of access control lists, seen from a client's side.
class AclConditionsTest {
    @TempDir
    private Path directory;

    /// The answer to RCPT if the list for it has these lines.
    private String rcpt(String lines) throws IOException {
        var text = "domainlist ours = example.test\nacl_smtp_rcpt = r\nbegin acl\nr:\n " + lines.replace("|", "\n ")
                + "\nyes:\n accept\nno:\n deny message = inner\ncloses:\n drop\n";
        try (var server = new ConfiguredServer(directory, text);
                var client = server.greeted()) {
            client.say("EHLO [127.0.0.1]");
            client.say("MAIL FROM:<Sender@Example.test>");
            return client.say("RCPT TO:<Local.Part@Example.TEST>");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            accept hosts = 127.0.0.1                             ; 250 Accepted
            accept hosts = !127.0.0.1                            ; 550 Administrative prohibition
            accept !hosts = 127.0.0.0/8                          ; 550 Administrative prohibition
            accept domains = +ours                               ; 250 Accepted
            accept domains = *.test                              ; 250 Accepted
            accept domains = other.test                          ; 550 Administrative prohibition
            accept local_parts = local.part                      ; 250 Accepted
            accept local_parts = Local.Part|      condition = ${if eq{$local_part}{local.part}} ; 250 Accepted
            accept control = caseful_local_part|condition = ${if eq{$local_part}{Local.Part}} ; 250 Accepted
            accept senders = *@example.test                      ; 250 Accepted
            accept sender_domains = example.test                 ; 250 Accepted
            accept recipients = *@example.test                   ; 250 Accepted
            accept recipients = other@example.test               ; 550 Administrative prohibition
            accept encrypted = *                                 ; 550 Administrative prohibition
            accept !encrypted = *                                ; 250 Accepted
            accept authenticated = *                             ; 550 Administrative prohibition
            accept verify = helo                                 ; 250 Accepted
            accept verify = sender                               ; 250 Accepted
            accept verify = recipient                            ; 250 Accepted
            accept verify = nothing                              ; 451 Temporary local problem - please try later
            accept verify = certificate                          ; 550 Administrative prohibition
            deny message = $acl_verify_message|!verify = certificate ; 550 no verified certificate
            accept acl = yes                                     ; 250 Accepted
            deny acl = yes                                       ; 550 Administrative prohibition
            accept acl = no                                      ; 550 Administrative prohibition
            require acl = no                                     ; 550 inner
            deny condition = ${acl{no}{x}}                       ; 451 Temporary local problem - please try later
            accept acl = nosuch                                  ; 451 Temporary local problem - please try later
            accept control = freeze                              ; 451 Temporary local problem - please try later
            accept condition = ${if eq{a}{b}{yes}fail}           ; 250 Accepted
            accept condition = 0                                 ; 550 Administrative prohibition
            accept condition = 5                                 ; 250 Accepted
            accept condition = $acl_c_never                      ; 550 Administrative prohibition
            accept continue = ${if eq{1}{1}}                     ; 250 Accepted
            warn set acl_m_x = 1|accept condition = $acl_m_x     ; 250 Accepted
            accept message = 251 elsewhere                       ; 251 elsewhere
            accept message = 550 elsewhere                       ; 250 550 elsewhere
            defer message = 452 later                            ; 452 later
            deny message = 550-no                                ; 550 550-no
            warn                                                 ; 550 Administrative prohibition
            accept dnslists = zone.invalid                       ; 550 Administrative prohibition
            accept !dnslists = zone.invalid                      ; 250 Accepted
            accept hosts = 127.0.0.1|endpass|domains = other.test ; 550 Administrative prohibition
            """)
    void theAnswerIs(String lines, String reply) throws IOException {
        assertEquals(reply, rcpt(lines));
    }

    @Test
    void aNestedDropDrops() throws IOException {
        var text = "acl_smtp_rcpt = require acl = closes\nbegin acl\ncloses:\n drop message = away\n";
        try (var server = new ConfiguredServer(directory, text);
                var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("MAIL FROM:<a@b.test>");
            assertEquals("550 away", client.say("RCPT TO:<c@d.test>"));
            assertEquals("EOF", client.reply());
        }
    }

    @Test
    void clientsThatAreTooFastAreHeldBack() throws IOException {
        var text = """
                acl_smtp_rcpt = r
                begin acl
                r:
                 defer message = too fast: $sender_rate_limit / $sender_rate_period
                       ratelimit = 2.5 / 1h / strict / per_rcpt
                 accept
                """;
        try (var server = new ConfiguredServer(directory, text);
                var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("MAIL FROM:<a@b.test>");
            assertEquals("250 Accepted", client.say("RCPT TO:<1@d.test>"));
            var replies = client.say("RCPT TO:<2@d.test>") + client.say("RCPT TO:<3@d.test>");
            assertTrue(replies.contains("451 too fast: 2.5 / 1h"), replies);
        }
    }

    @Test
    void rejectionsGoWhereTheListWants() throws IOException, InterruptedException {
        var text = "acl_smtp_rcpt = deny log_reject_target = reject\nacl_smtp_mail = deny senders = bad@b.test\n";
        try (var server = new ConfiguredServer(directory, text.replace("deny senders", "accept senders"));
                var client = server.greeted()) {
            client.say("EHLO client.test");
            client.say("MAIL FROM:<bad@b.test>");
            assertEquals("550 Administrative prohibition", client.say("RCPT TO:<c@d.test>"));
            client.say("QUIT");
            assertTrue(!server.log().contains("rejected RCPT"), server.log());
        }
    }

    @Test
    void starttlsCanBeRefused() throws IOException, InterruptedException {
        var text = "tls_advertise_hosts = *\nacl_smtp_starttls = deny message = no TLS for you\n";
        try (var server = new ConfiguredServer(directory, text);
                var client = server.greeted()) {
            client.say("EHLO client.test");
            assertEquals("550 no TLS for you", client.say("STARTTLS"));
            assertEquals("250 OK", client.say("NOOP"));
            server.awaitLog("H=(client.test) [127.0.0.1] rejected STARTTLS : no TLS for you");
        }
    }

    @Test
    void whoDoesNotWaitForTheGreetingIsTurnedAway() throws IOException, InterruptedException {
        var text = "acl_smtp_rcpt = accept\nhost_lookup = *\n";
        try (var server = new ConfiguredServer(directory, text)) {
            for (int i = 0; i < 20 && !server.log().contains("synchronization"); i++) {
                try (var client = server.connect()) {
                    client.send("EHLO client.test\r\n");
                    client.reply();
                }
            }
            server.awaitLog("SMTP protocol synchronization error (input sent without waiting for greeting)");
        }
    }

    @Test
    void limitsAreThoseOfTheConfiguration() throws IOException {
        var text = """
                acl_smtp_rcpt = accept
                message_size_limit = 10K
                recipients_max = 1
                smtp_accept_max_per_host = 1
                smtp_accept_max_per_connection = 2
                smtp_banner = welcome to $smtp_active_hostname from $sender_host_address
                no_accept_8bitmime
                pipelining_advertise_hosts = 10.0.0.1
                chunking_advertise_hosts =
                """;
        try (var server = new ConfiguredServer(directory, text);
                var client = server.connect()) {
            assertEquals("220 welcome to mx.example.test from 127.0.0.1", client.reply());
            assertEquals(
                    "250 mx.example.test Hello client.test [127.0.0.1] / SIZE 10240 / HELP",
                    client.say("EHLO client.test"));
            assertTrue(client.say("MAIL FROM:<a@b.test> SIZE=20000").startsWith("552"));
            client.say("MAIL FROM:<a@b.test>");
            client.say("RCPT TO:<c@d.test>");
            assertTrue(client.say("RCPT TO:<e@d.test>").startsWith("452"));
            client.say("RSET");
            client.say("MAIL FROM:<a@b.test>");
            client.say("RSET");
            assertEquals("421 too many messages in this connection", client.say("MAIL FROM:<a@b.test>"));
            try (var second = server.connect()) {
                assertTrue(second.reply().startsWith("421 Too many concurrent SMTP connections from this IP address"));
            }
        }
    }
}
