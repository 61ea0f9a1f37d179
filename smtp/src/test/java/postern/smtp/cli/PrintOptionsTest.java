package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Tool;

/// `-bP`, and that it says what Exim's says.
class PrintOptionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("t.conf"), text.replace("|", "\n") + "\n");
    }

    @Test
    void allOptionsAreThereInTheirOrder() throws IOException {
        var run = EximRun.of(
                "-C", file("tls_advertise_hosts = *|hide tls_crl = /x").toString(), "-bP");
        assertEquals(0, run.status(), run.err());
        var lines = run.out().lines().toList();
        assertTrue(lines.contains("tls_advertise_hosts = *"));
        assertTrue(lines.contains("tls_dh_max_bits = 2236"));
        assertTrue(lines.contains("tls_certificate = "));
        assertTrue(lines.contains("no_tls_remember_esmtp"));
        assertEquals(
                lines.stream()
                        .map(line -> line.replaceFirst("^no_", ""))
                        .sorted()
                        .toList(),
                lines.stream().map(line -> line.replaceFirst("^no_", "")).toList());
    }

    @Test
    void whatIsNotKnownIsAnswerNo() throws IOException {
        var run = EximRun.of("-C" + file(""), "-bP", "tls_certificat");
        assertEquals(1, run.status());
        assertTrue(
                run.err().contains("tls_certificat is not a known option; did you mean tls_certificate?"), run.err());
        assertEquals(1, EximRun.of("-C", "/nowhere/x", "-bP").status());
        assertEquals(2, EximRun.of("-bP", "-C").status());
        var unknown = EximRun.of("-bXYZ");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("option -bXYZ"), unknown.err());
        assertTrue(EximRun.of("-bv", "a@b").err().contains("-bv is not supported by Postern"));
    }

    @Test
    void macrosOfTheCommandLine() throws IOException {
        var run = EximRun.of("-C", file("qualify_domain = HOST.test").toString(), "-DHOST=mx", "-bP", "qualify_domain");
        assertEquals("qualify_domain = mx.test\n", run.out());
    }

    /// The same file and the same question to both.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smtp_accept_max = 010                                  ; smtp_accept_max
            smtp_accept_max = 0x10K                                ; smtp_accept_max
            smtp_accept_max = -5                                   ; smtp_accept_max
            smtp_accept_max = 10x                                  ; smtp_accept_max
            smtp_accept_max = 3G                                   ; smtp_accept_max
            message_size_limit = 2G                                ; message_size_limit
            bounce_return_size_limit = 2048K                       ; bounce_return_size_limit
            bounce_return_size_limit = 1500                        ; bounce_return_size_limit
            timeout_frozen_after = 90m                             ; timeout_frozen_after
            timeout_frozen_after = 1w8d25h61m61s                   ; timeout_frozen_after
            timeout_frozen_after = 90                              ; timeout_frozen_after
            timeout_frozen_after = 3h 5m                           ; timeout_frozen_after
            smtp_receive_timeout = 5                               ; smtp_receive_timeout
            write_rejectlog = no                                   ; write_rejectlog
            write_rejectlog = TRUE                                 ; write_rejectlog
            write_rejectlog = maybe                                ; write_rejectlog
            not_write_rejectlog                                    ; write_rejectlog
            no_write_rejectlog = yes                               ; write_rejectlog
            qualify_domain = "a\\tb\\"c\\x41\\101\\q"              ; qualify_domain
            qualify_domain = "a" b                                 ; qualify_domain
            qualify_domain = "abc                                  ; qualify_domain
            qualify_domain = abc"                                  ; qualify_domain
            qualify_domain = a\\|  b\\  |# x|  c                   ; qualify_domain
            qualify_domain = a\\|  b\\  ||  c                      ; qualify_domain
            qualify_domain = a # x                                 ; qualify_domain
            qualify_domain = a|qualify_domain = b                  ; qualify_domain
            qualify_domain ab                                      ; qualify_domain
            AB = x|ABC = y|qualify_domain = ABC                    ; qualify_domain
            ABC = y|AB = x|qualify_domain = ABC.AB.ZAB             ; qualify_domain
            AB = xAB|qualify_domain=AB                             ; qualify_domain
            AB = x.CD|CD = z|qualify_domain=AB                     ; qualify_domain
            CD = z|AB = x.CD|qualify_domain=AB                     ; qualify_domain
            AB = x|AB == y|qualify_domain=AB                       ; qualify_domain
            AB = x|AB = y                                          ; qualify_domain
            AB == y                                                ; qualify_domain
            AB = \\|  x\\|  y|qualify_domain=AB                    ; qualify_domain
            .ifdef AB|qualify_domain=yes|.else|qualify_domain=no|.endif           ; qualify_domain
            .ifndef AB|qualify_domain=yes|.else|qualify_domain=no|.endif          ; qualify_domain
            A=1|.ifdef XAX|qualify_domain=yes|.else|qualify_domain=no|.endif      ; qualify_domain
            .ifdef AB|x|.elifdef _HAVE_TLS|qualify_domain=tls|.else|y|.endif      ; qualify_domain
            .ifdef _OPT_MAIN_TLS_CERTIFICATE|qualify_domain=t|.endif              ; qualify_domain
            .ifdef _OPT_TRANSPORT_SMTP_TLS_SNI|qualify_domain=t|.endif            ; qualify_domain
            .ifdef _DRIVER_ROUTER_ACCEPT|qualify_domain=t|.endif                  ; qualify_domain
            .ifdef AB|qualify_domain=yes                           ; qualify_domain
            .endif                                                 ; qualify_domain
            .foo                                                   ; qualify_domain
            .include /nowhere/x                                    ; qualify_domain
            .include_if_exists /nowhere/x|qualify_domain = q       ; qualify_domain
            domainlist x = a:b                                     ; +x
            domainlist x=a                                         ; +x
            hide domainlist x = a                                  ; +x
            hostlist x = 10.0.0.0/8 :\\|  !192.0.2.1               ; +x
            domainlist x a                                         ; +x
            domainlist x = a|domainlist x = b                      ; +x
            domainlist x = a|hostlist x = b                        ; +x
            begin nothing                                          ; qualify_domain
            begin acl|begin acl                                    ; qualify_domain
            tls_on_connect_ports = 465 : 587                       ; tls_on_connect_ports
            aB = x                                                 ; qualify_domain
            log_timezone                                           ; log_timezone
            hide log_timezone                                      ; log_timezone
            primary_hostname = m.example|begin routers|r:|driver = accept|driver = accept ; qualify_domain
            """)
    void eximSaysTheSame(String text, String question) throws IOException {
        var file = file(text);
        var theirs = PeerProcess.run(LIMIT, "", Tool.require("exim4"), "-C", file.toString(), "-bP", question);
        var ours = EximRun.of("-C", file.toString(), "-bP", question);
        boolean theyAnswer = theirs.status() == 0 && !theirs.output().contains("configuration error");
        assertEquals(theyAnswer, ours.status() == 0, "Exim: " + theirs.output() + "\nPostern: " + ours);
        if (theyAnswer) {
            assertEquals(theirs.output(), ours.out());
        }
    }

    /// Every option that both have and that is not a matter of the build is printed alike.
    @Test
    void defaultsDifferOnlyWhereTheyAreMeantTo() throws IOException {
        var file = file("primary_hostname = mx.example.test|spool_directory = " + directory);
        var theirs = PeerProcess.run(LIMIT, "", Tool.require("exim4"), "-C", file.toString(), "-bP")
                .output()
                .lines()
                .toList();
        var ours = EximRun.of("-C", file.toString(), "-bP").out().lines().toList();
        var different = new ArrayList<String>();
        for (var line : ours) {
            var name = line.replaceFirst("^no_", "").replaceFirst(" =.*", "");
            boolean theyHave = theirs.stream().anyMatch(other -> is(name, other));
            if (theyHave && !theirs.contains(line)) {
                different.add(name);
            }
        }
        assertEquals(
                List.of(
                        "exim_group", // of the build
                        "exim_user",
                        "log_file_path",
                        "openssl_options", // a GnuTLS build has none
                        "pid_file_path",
                        "received_header_text", // the manual's: $tls_in_cipher stands in it
                        "recipients_max", // lower, as `serve` has it
                        "rfc1413_hosts", // never asked
                        "smtp_accept_max", // threads, not processes
                        "smtp_accept_max_nonmail",
                        "smtp_active_hostname", // empty means the same
                        "smtp_banner",
                        "smtp_max_synprot_errors",
                        "smtputf8_advertise_hosts", // not offered
                        "tls_advertise_hosts", // the manual's: unset
                        "tls_alpn", // a list printed with blanks
                        "tls_verify_certificates" // the manual's: unset
                        ),
                different);
    }

    private static boolean is(String name, String line) {
        return line.equals(name) || line.equals("no_" + name) || line.startsWith(name + " =");
    }
}
