package postern.smtp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.expand.ListKind;

/// The grammar of configuration files.
class ConfigParserTest {
    private static final String REALISTIC = """
            # A small server.
            primary_hostname = mx.example.test
            CERTS = /etc/certs
            domainlist local_domains = @ : example.test
            hostlist   relay_from = <; 127.0.0.1 ; ::1 ; \\
                # the office
                10.0.0.0/8
            hide tls_privatekey = CERTS/key.pem
            tls_certificate = CERTS/cert.pem
            tls_advertise_hosts = *
            tls_require_ciphers = ${if =={$received_port}{25}\\
                                       {DEFAULT}\\
                                       {HIGH:!MD5:!SHA1}}
            acl_smtp_rcpt = check_rcpt
            message_size_limit = 20M
            timeout_frozen_after = 3h50m
            no_write_rejectlog
            begin acl
            check_rcpt:
              accept encrypted = *
              deny   message = TLS, please
            begin routers
            local:
              driver = accept
              transport = maildir
            begin transports
            maildir:
              driver = appendfile
              maildir_format
              directory = /var/mail/$local_part
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
            begin retry
            * * F,2h,15m; G,16h,1h,1.5; F,4d,6h
            begin rewrite
            """;

    @TempDir
    private Path directory;

    private Configuration parse(String text, Map<String, String> definitions) throws IOException {
        var file = directory.resolve("t.conf");
        Files.writeString(file, text);
        return ConfigParser.parse(file, definitions);
    }

    private Configuration parse(String text) throws IOException {
        return parse(text, Map.of());
    }

    private String error(String text) {
        var refused = assertThrows(ConfigException.class, () -> parse(text));
        return String.valueOf(refused.getMessage()).replace(directory + "/", "");
    }

    private String option(String text, String name) throws IOException {
        return parse(text).main().get(name).text();
    }

    @Test
    void aRealisticFileMeansWhatItSays() throws IOException {
        var configuration = parse(REALISTIC);
        var main = configuration.main();
        assertEquals("/etc/certs/cert.pem", main.get("tls_certificate").text());
        assertEquals(
                "tls_privatekey = <value not displayable>",
                main.get("tls_privatekey").print(Setting.Viewer.ANYBODY));
        assertEquals(
                "${if =={$received_port}{25}{DEFAULT}{HIGH:!MD5:!SHA1}}",
                main.get("tls_require_ciphers").text());
        assertEquals(Duration.ofMinutes(230), main.time("timeout_frozen_after"));
        assertEquals("mx.example.test", main.get("qualify_recipient").text());
        assertEquals("no_write_rejectlog", main.get("write_rejectlog").print(Setting.Viewer.ANYBODY));
        assertEquals(
                "hostlist relay_from = <; 127.0.0.1 ; ::1 ; 10.0.0.0/8",
                configuration.lists("relay_from").getFirst().print());
        assertEquals(2, configuration.acl("check_rcpt").orElseThrow().lines().size());
        var maildir = configuration.driver(DriverKind.TRANSPORT, "maildir").orElseThrow();
        assertEquals("appendfile", maildir.driver());
        assertTrue(maildir.settings().isOn("maildir_format"));
        assertEquals(3, configuration.retry().getFirst().steps().size());
        assertEquals(1.5, configuration.retry().getFirst().steps().get(1).factor());
        assertEquals(2, configuration.idleSettings().size(), "driver and public_name of the authenticator");
        assertTrue(configuration.idleSettings().getLast().contains("public_name has no effect: SMTP authentication"));
        assertEquals(List.of(), configuration.refusedSettings());
    }

    @Test
    void macrosAreTriedInTheOrderOfTheirDefinition() throws IOException {
        assertEquals("y.x.Zx", option("ABC = y\nAB = x\nqualify_domain = ABC.AB.ZAB\n", "qualify_domain"));
        assertEquals("x.z", option("AB = x.CD\nCD = z\nqualify_domain = AB\n", "qualify_domain"));
        assertEquals("xAB", option("AB = xAB\nqualify_domain = AB\n", "qualify_domain"));
        assertEquals("y", option("AB = x\nAB == y\nqualify_domain = AB\n", "qualify_domain"));
        assertTrue(error("AB = x\nABC = y\n").contains("line 2 of t.conf:\n  \"ABC\" cannot be defined as a macro"));
        assertTrue(error("AB = x\nAB = y\n").contains("already defined"));
        assertTrue(error("AB == y\n").contains("can't redefine an undefined macro"));
    }

    @Test
    void aMacroOfTheCommandLineWins() throws IOException {
        var given = Map.of("AB", "cl");
        assertEquals(
                "cl",
                parse("AB = x\nAB == z\nqualify_domain = AB\n", given)
                        .main()
                        .get("qualify_domain")
                        .text());
        assertThrows(ConfigException.class, () -> parse("", Map.of("ab", "x")));
    }

    @Test
    void conditionsLookWhetherAMacroWasReplaced() throws IOException {
        var text = """
                .ifdef AB
                qualify_domain = yes
                .elifdef _HAVE_TLS
                qualify_domain = tls
                .else
                qualify_domain = no
                .endif
                """;
        assertEquals("tls", option(text, "qualify_domain"));
        assertEquals("yes", option("AB=1\n" + text, "qualify_domain"));
        assertEquals("no", option(text.replace("_HAVE_TLS", "_HAVE_NOTHING"), "qualify_domain"));
        var nested = """
                .ifdef AB
                .ifdef _HAVE_TLS
                qualify_domain = in
                .else
                xx
                .endif
                .endif
                qualify_domain = outer
                """;
        assertEquals("outer", option(nested, "qualify_domain"));
        assertTrue(error(".ifdef AB\n").contains(".endif missing"));
        assertTrue(error(".else\n").contains("line 1 of t.conf:\n  .else without matching .ifdef"));
    }

    @Test
    void theDialectDecidesWhichLibraryMacrosAsk() throws IOException {
        var ask = """
                .ifdef _HAVE_GNUTLS
                qualify_domain = gnutls
                .endif
                .ifdef _HAVE_OPENSSL
                qualify_domain = openssl
                .endif
                """;
        assertEquals("openssl", option(ask, "qualify_domain"));
        assertEquals("gnutls", option("tls_dialect = gnutls\n" + ask, "qualify_domain"));
        assertEquals(Dialect.GNUTLS, parse("tls_dialect = gnutls\n").dialect());
        assertTrue(error("tls_dialect = nss\n").contains("neither openssl nor gnutls"));
    }

    @Test
    void filesIncludeOthers() throws IOException {
        Files.writeString(directory.resolve("more.conf"), "qualify_domain = included\nbad\n");
        assertTrue(error(".include more.conf\n").contains("line 2 of more.conf"));
        Files.writeString(directory.resolve("more.conf"), "qualify_domain = included\n");
        assertEquals("included", option(".include " + directory + "/more.conf\n", "qualify_domain"));
        assertEquals("b", option(".include_if_exists /nowhere/x\nqualify_domain = b\n", "qualify_domain"));
        assertTrue(error("\n.include /nowhere/x\n").contains("line 2 of t.conf"));
        assertTrue(error(".include t.conf\n").contains("does one include itself?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tls_certificat = x                 | main option "tls_certificat" unknown; did you mean "tls_certificate"?
            uucp_from_pattern = x              | main option "uucp_from_pattern" not supported by Postern
            gnutls_require_kx = x              | say it in tls_require_ciphers
            zzz = x                            | main option "zzz" unknown
            smtp_accept_max = 10x              | "10x" is no integer for smtp_accept_max
            smtp_accept_max = 3G               | is too large
            smtp_accept_max = 08               | is no octal number
            smtp_receive_timeout = 5           | invalid time value "5"
            write_rejectlog = maybe            | "maybe" is neither yes, no, true nor false for write_rejectlog
            no_qualify_domain                  | negation prefix applied to a non-boolean option
            no_write_rejectlog = yes           | extra characters follow boolean option
            qualify_domain                     | missing "=" after qualify_domain
            qualify_domain = "a                | missing quote at end of string value
            qualify_domain = "a" b             | extra characters follow string value
            domainlist x a                     | missing '=' after "x"
            begin nothing                      | "nothing" is not a known configuration section name
            begin router                       | did you mean "routers"?
            .foo                               | option setting expected: .foo
            """)
    void aLineThatMeansNothingIsRefusedWithItsPlace(String line, String words) {
        var message = error("\n" + line + "\n");
        assertTrue(message.startsWith("Postern configuration error in line 2 of t.conf:\n  "), message);
        assertTrue(message.contains(words), message);
    }

    @Test
    void driversHaveTheirOwnOptions() {
        assertTrue(error("begin routers\nr:\n driver = acept\n").contains("unknown; did you mean \"accept\"?"));
        assertTrue(error("begin routers\nr:\n driver = iplookup\n").contains("not supported by Postern"));
        assertTrue(
                error("begin routers\nr:\n driver = accept\n route_list = x\n").contains("not supported by Postern"));
        assertTrue(error("begin transports\nr:\n driver = smtp\n tls_snj = x\n").contains("did you mean \"tls_sni\"?"));
        assertTrue(error("begin routers\nr:\n transport = x\n").contains("no driver defined for router \"r\""));
        assertTrue(error("begin acl\nx:\nx:\n accept\n").contains("two ACLs called \"x\""));
        assertTrue(error("begin rewrite\n*@a b@c\n")
                .contains("line 2 of t.conf:\n  the rewrite section is not supported"));
        assertTrue(error("begin acl\nbegin acl\n").contains("section is repeated"));
        assertTrue(error("begin retry\n* * F,2h\n").contains("bad retry step"));
    }

    @Test
    void valuesAreReadAsEximReadsThem() throws IOException {
        assertEquals("a\tb\"cAA", option("qualify_domain = \"a\\tb\\\"c\\x41\\101\"\n", "qualify_domain"));
        assertEquals(8, parse("smtp_accept_max = 010\n").main().number("smtp_accept_max"));
        assertEquals(0x10 << 10, parse("recipients_max = 0x10K\n").main().number("recipients_max"));
        assertEquals("abc", option("qualify_domain = a\\\n  b\\  \n# comment\n  c\n", "qualify_domain"));
        assertEquals("a # b", option("qualify_domain = a # b\n", "qualify_domain"));
    }

    @Test
    void tenThousandLinesWithAThousandMacrosAreReadWithinASecond() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append(String.format("MACRO_%04d_X = value%d%n", i, i));
        }
        for (int i = 0; i < 3000; i++) {
            text.append(String.format(
                    "domainlist d%d = MACRO_%04d_X : *.example%d.test : \\%n  MACRO_%04d_X%n",
                    i, i % 1000, i, (i + 7) % 1000));
        }
        text.append("begin acl\nx:\n");
        for (int i = 0; i < 3000; i++) {
            text.append("  deny domains = a").append(i).append(".example\n");
        }
        parse("begin acl\n"); // classes are loaded
        long start = System.nanoTime();
        var configuration = parse(text.toString());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals(
                "value42 : *.example42.test : value49",
                configuration.list(ListKind.DOMAIN, "d42").orElseThrow().text());
        assertEquals(3000, configuration.acl("x").orElseThrow().lines().size());
        assertTrue(millis < 1000, millis + " ms");
    }
}
