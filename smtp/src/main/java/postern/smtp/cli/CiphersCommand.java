package postern.smtp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.tls.cli.GnuTlsCiphers;
import postern.tls.cli.OpenSslCiphers;
import postern.tls.param.CipherSuite;
import postern.tls.policy.GnuTlsHint;
import postern.tls.policy.GnuTlsPriorityString;
import postern.tls.policy.OpenSslCipherString;
import postern.tls.policy.OpenSslCipherString.Event;
import postern.tls.policy.SuiteWorld;

/// `postern ciphers`: what a cipher string of OpenSSL or a priority string of GnuTLS stands for, as those tools
/// print it.
@Command(
        name = "ciphers",
        description = "Lists the suites that a cipher string (OpenSSL) or a priority string (GnuTLS) stands for.",
        footer = {
            "",
            "Examples: postern ciphers -v 'ECDHE+AESGCM:!DSS'",
            "          postern ciphers --gnutls 'NORMAL:-VERS-TLS1.0'",
            "          postern ciphers --why AES128-SHA 'DEFAULT:!kRSA'"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CiphersCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--openssl", description = "the string is for openssl ciphers (the default)")
    private boolean openSsl;

    @Option(names = "--gnutls", description = "the string is for gnutls-cli --priority")
    private boolean gnuTls;

    @Option(names = "-v", description = "one suite a line, with its parts")
    private boolean verbose;

    @Option(names = "-V", description = "as -v, with the code point")
    private boolean veryVerbose;

    @Option(names = "-stdname", description = "as -v, with the standard name")
    private boolean standardName;

    @Option(names = "-s", description = "only what a connection can use: level, versions, secrets")
    private boolean supported;

    @Option(names = "-psk", description = "with -s: there are pre-shared keys")
    private boolean psk;

    @Option(names = "-srp", description = "with -s: there are passwords for SRP")
    private boolean srp;

    @Option(names = "-tls1", description = "with -s: TLS 1.0 only")
    private boolean tls10;

    @Option(names = "-tls1_1", description = "with -s: TLS 1.1 only")
    private boolean tls11;

    @Option(names = "-tls1_2", description = "with -s: TLS 1.2 only")
    private boolean tls12;

    @Option(names = "-tls1_3", description = "with -s: TLS 1.3 only")
    private boolean tls13;

    @Option(
            names = "-ciphersuites",
            paramLabel = "NAMES",
            description = "the suites of TLS 1.3, by standard names; the string never speaks of them")
    private @Nullable String cipherSuites;

    @Option(names = "-convert", paramLabel = "NAME", description = "the other names of a suite")
    private @Nullable String convert;

    @Option(names = "-l", description = "with --gnutls: what gnutls-cli -l prints (as without it)")
    private boolean list;

    @Option(
            names = "--why",
            paramLabel = "NAME",
            description = "which words of the string brought a suite in, moved it or removed it")
    private @Nullable String why;

    @Option(names = "--batch", description = "JSON lines from standard input, JSON lines to standard output")
    private boolean batch;

    @Option(
            names = "--suites",
            paramLabel = "WORLD",
            defaultValue = "openssl",
            description = "openssl: without 3DES and RC4, as Debian's OpenSSL, so that lists compare;"
                    + " postern: with them (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private SuiteWorld world;

    @Parameters(arity = "0..1", paramLabel = "STRING", description = "the string (DEFAULT, or NORMAL)")
    private @Nullable String string;

    @Override
    public Integer call() throws IOException {
        if (openSsl && gnuTls) {
            throw new ParameterException(spec.commandLine(), "--openssl and --gnutls exclude each other");
        }
        if (list && !gnuTls) {
            throw new ParameterException(spec.commandLine(), "-l is an option of gnutls-cli; say --gnutls, too");
        }
        if (batch) {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            new CiphersBatch(world, gnuTls).answer(in, spec.commandLine().getOut());
            return 0;
        }
        if (why != null) {
            return explain(why);
        }
        return gnuTls ? gnuTls() : openSsl();
    }

    private int openSsl() {
        var answer = OpenSslCiphers.of(flags(), world).answer(Optional.ofNullable(string));
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        answer.lines().forEach(out::println);
        OpenSslCiphers.complaint(answer).forEach(err::println);
        if (convert != null) {
            otherNames(convert).forEach(err::println);
        }
        return answer.exit();
    }

    private List<String> flags() {
        var flags = new ArrayList<String>();
        add(flags, verbose, "-v");
        add(flags, veryVerbose, "-V");
        add(flags, standardName, "-stdname");
        add(flags, supported, "-s");
        add(flags, psk, "-psk");
        add(flags, srp, "-srp");
        add(flags, tls10, "-tls1");
        add(flags, tls11, "-tls1_1");
        add(flags, tls12, "-tls1_2");
        add(flags, tls13, "-tls1_3");
        if (cipherSuites != null) {
            flags.addAll(List.of("-ciphersuites", cipherSuites));
        }
        if (convert != null) {
            flags.addAll(List.of("-convert", convert));
        }
        return flags;
    }

    private static void add(List<String> flags, boolean given, String flag) {
        if (given) {
            flags.add(flag);
        }
    }

    private int gnuTls() throws IOException {
        var answer =
                GnuTlsCiphers.of(Optional.ofNullable(string).orElse("NORMAL"), PolicyOptions.SystemPriorityFile.read());
        answer.lines().forEach(spec.commandLine().getOut()::println);
        var err = spec.commandLine().getErr();
        answer.complaint().forEach(err::println);
        if (answer.exit() != 0 && string != null) {
            GnuTlsHint.of(string).ifPresent(err::println);
        }
        return answer.exit();
    }

    private int explain(String name) throws IOException {
        var suite = named(name);
        if (gnuTls) {
            var priorities = GnuTlsPriorityString.of(
                    Optional.ofNullable(string).orElse("NORMAL"), PolicyOptions.SystemPriorityFile.read());
            return print(
                    priorities.text(),
                    priorities.why(suite.map(CipherSuite::gnuTlsName).orElse(name)));
        }
        var text = Optional.ofNullable(string).orElse("DEFAULT");
        var asked = suite.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "'" + name + "' is no cipher suite known here"));
        return print(text, OpenSslCipherString.of(text, world).why(asked));
    }

    private int print(String text, List<Event> events) {
        var out = spec.commandLine().getOut();
        events.forEach(event -> out.println(
                "%s (at %d) %s".formatted(event.place().of(text), event.place().start(), event.what())));
        if (events.isEmpty()) {
            out.println("no word of the string concerns it");
        }
        return 0;
    }

    private static Optional<CipherSuite> named(String name) {
        return Arrays.stream(CipherSuite.values())
                .filter(suite -> spellings(suite).anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    private static Stream<String> spellings(CipherSuite suite) {
        return Stream.of(suite.ianaName(), suite.openSslName(), suite.gnuTlsName(), "0x%04X".formatted(suite.code()));
    }

    private static List<String> otherNames(String name) {
        return named(name)
                .map(suite -> List.of(
                        "OpenSSL: " + suite.openSslName(),
                        "GnuTLS: " + suite.gnuTlsName(),
                        "IANA: " + suite.ianaName(),
                        "code point: 0x%04X".formatted(suite.code())))
                .orElse(List.of());
    }
}
