package postern.smtp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.crypto.bytes.Bytes;
import postern.crypto.dh.DhGroup;
import postern.crypto.dh.DhGroupCheck;
import postern.crypto.dh.DhParameterGenerator;
import postern.crypto.dh.DhParameterGenerator.Generator;
import postern.crypto.dh.DhParameterGenerator.Progress;
import postern.crypto.dh.StandardGroups;
import postern.crypto.random.HmacDrbg;

/// `postern dhparam`: makes, shows and checks Diffie–Hellman parameters.
@Command(
        name = "dhparam",
        description = "Makes Diffie-Hellman parameters, or shows or checks those of a file or a name.",
        footer = {
            "",
            "Examples: postern dhparam --bits 2048 --out dh.pem --progress",
            "          postern dhparam --in dh.pem --check",
            "          postern dhparam --name ffdhe2048 --text"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DhParamCommand implements Callable<Integer> {
    private static final int OCTETS_A_LINE = 15;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Origin origin;

    private static final class Origin {
        @Option(names = "--bits", paramLabel = "N", description = "make a new safe prime of N bits, 512 to 8192")
        private @Nullable Integer bits;

        @Option(names = "--in", paramLabel = "FILE", description = "read a PEM file, PKCS#3 or X9.42")
        private @Nullable Path in;

        @Option(names = "--name", paramLabel = "NAME", description = "a standard group, by Exim's name for it")
        private @Nullable String name;
    }

    @Option(names = "--generator", paramLabel = "G", defaultValue = "2", description = "of a new group: 2 or 5")
    private int generator;

    @Option(names = "--progress", description = "show it on standard error, in the signs of openssl dhparam")
    private boolean progress;

    @Option(names = "--out", paramLabel = "FILE", description = "where the parameters go; standard output without this")
    private @Nullable Path out;

    @Option(names = "--text", description = "show the numbers")
    private boolean text;

    @Option(names = "--check", description = "say what is wrong with the group; exit status 1 if anything is")
    private boolean check;

    @Override
    public Integer call() throws IOException {
        var group = group();
        var stdout = spec.commandLine().getOut();
        if (text) {
            print(group, stdout);
        }
        boolean sound = !check || check(group, stdout);
        if (out != null) {
            Files.writeString(out, group.toPem(), StandardCharsets.US_ASCII);
        } else if (!text && !check) {
            stdout.print(group.toPem());
        }
        stdout.flush();
        return sound ? 0 : 1;
    }

    private DhGroup group() {
        if (origin.bits != null) {
            return generate(origin.bits);
        }
        if (origin.name != null) {
            var name = origin.name;
            return StandardGroups.named(name)
                    .orElseThrow(() -> usage("there is no standard group " + name + "; there are "
                            + String.join(", ", StandardGroups.names())));
        }
        return read(Objects.requireNonNull(origin.in));
    }

    private DhGroup read(Path file) {
        var octets = new CertificateFiles(spec).octets(file);
        try {
            return DhGroup.fromPem(octets.toText(StandardCharsets.ISO_8859_1), file.toString());
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private DhGroup generate(int bits) {
        var g = switch (generator) {
            case 2 -> Generator.TWO;
            case 5 -> Generator.FIVE;
            default -> throw usage("--generator is 2 or 5, not " + generator);
        };
        var err = spec.commandLine().getErr();
        if (progress) {
            err.println("Generating DH parameters, " + bits + " bit long safe prime");
        }
        Consumer<Progress> shown = event -> {
            err.print(event.sign());
            err.flush();
        };
        try {
            var group = new DhParameterGenerator(bits, g, HmacDrbg.system(), progress ? shown : event -> {}).generate();
            if (progress) {
                err.println();
            }
            return group;
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    /// The layout of `openssl dhparam -text`, which shows of a group that it knows the name alone; the numbers
    /// stand here as well.
    private static void print(DhGroup group, PrintWriter out) {
        out.println("    DH Parameters: (" + group.bits() + " bit)");
        if (StandardGroups.named(group.name()).isPresent()) {
            out.println("    GROUP: " + group.name());
        }
        print("P", group.p(), out);
        if (group.namesOrder()) {
            group.q().ifPresent(q -> print("Q", q, out));
        }
        print("G", group.g(), out);
    }

    private static void print(String name, Bytes number, PrintWriter out) {
        var value = new BigInteger(1, number.toArray());
        if (value.bitLength() < Long.SIZE) {
            out.println("    " + name + ":    " + value + " (0x" + value.toString(16) + ")");
            return;
        }
        out.println("    " + name + ":   ");
        var octets = Bytes.adopt(value.toByteArray());
        for (int at = 0; at < octets.length(); at += OCTETS_A_LINE) {
            int count = Math.min(OCTETS_A_LINE, octets.length() - at);
            var digits =
                    HexFormat.ofDelimiter(":").formatHex(octets.slice(at, count).toArray());
            out.println("        " + digits + (at + count < octets.length() ? ":" : ""));
        }
    }

    private boolean check(DhGroup group, PrintWriter out) {
        var found = DhGroupCheck.of(group, HmacDrbg.system());
        out.println("group: "
                + StandardGroups.named(group.name()).map(DhGroup::name).orElse("none of the standard ones"));
        out.println("size: " + group.bits() + " bits");
        out.println("modulus: " + found.modulus().words());
        out.println("generator: " + found.generator().words());
        out.flush();
        found.faults().forEach(fault -> spec.commandLine().getErr().println("not good: " + fault));
        return found.faults().isEmpty();
    }
}
