package postern.smtp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import postern.vectors.peer.Tool;

/// Real Exim with a private configuration, asked to expand strings: many in one process.
///
/// @param directory where the configuration and the files of the test are; readable by everybody, since Exim
///     gives up its privileges
record EximPeer(Path directory) {
    private static final int LIMIT_SECONDS = 60;
    private static final int BATCH = 400;

    /// What Exim's process did instead of an answer: it crashed, or gave up its life over a file.
    static final String NO_ANSWER = "(no answer: the process ended)";

    static final String CONFIGURATION = """
            primary_hostname = mx.example.test
            qualify_domain = example.test
            spool_directory = DIRECTORY/spool
            domainlist locals = a.example : *.b.example
            domainlist nested = c.example : !d.c.example : +locals
            domainlist but = !x.example : *.example
            hostlist relays = 10.0.0.0/8 : 192.168.1.1 : ! 172.16.0.1 : 172.16.0.0/12
            addresslist friends = *@a.example : me@b.example
            localpartlist admins = root : *master
            """;

    /// Writes the configuration.
    static EximPeer in(Path directory) throws IOException {
        Tool.require("exim4");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("exim.conf"), CONFIGURATION.replace("DIRECTORY", directory.toString()));
        writeFiles(directory);
        return new EximPeer(directory);
    }

    /// The files that lookups and lists of the tests name.
    private static void writeFiles(Path directory) throws IOException {
        for (var file : EximDifferences.resource("exim-files.txt").split("=== ")) {
            int end = file.indexOf('\n');
            if (end > 0) {
                var path = directory.resolve(file.substring(0, end));
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.substring(end + 1), StandardCharsets.ISO_8859_1);
            }
        }
        Files.createDirectories(directory.resolve("names/sub"));
        try (var all = Files.walk(directory)) {
            for (var path : all.toList()) {
                var mode = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            }
        }
    }

    Path configuration() {
        return directory.resolve("exim.conf");
    }

    /// What `-be` prints for each text, without the newline at the end.
    List<String> expand(List<String> texts) {
        var answers = new ArrayList<String>();
        for (int at = 0; at < texts.size(); at += BATCH) {
            answers.addAll(answers(texts.subList(at, Math.min(at + BATCH, texts.size()))));
        }
        return answers;
    }

    /// A process that ends early takes answers with it that it has not yet written: those texts are asked in
    /// halves.
    private List<String> answers(List<String> texts) {
        var answers = split(run(List.of("-be"), input(texts)), texts.size());
        if (answers.size() == texts.size()) {
            return answers;
        }
        if (texts.size() == 1) {
            return List.of(NO_ANSWER);
        }
        var all = new ArrayList<>(answers);
        var rest = texts.subList(answers.size(), texts.size());
        int half = Math.max(1, rest.size() / 2);
        all.addAll(answers(rest.subList(0, half)));
        if (half < rest.size()) {
            all.addAll(answers(rest.subList(half, rest.size())));
        }
        return all;
    }

    private static String mark(int number) {
        return "==" + number + "==";
    }

    /// The texts, each on a line, and a line of our own after each.
    static String input(List<String> texts) {
        var input = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            input.append(texts.get(i)).append('\n').append(mark(i)).append('\n');
        }
        return input.toString();
    }

    /// The answers between our own lines.
    static List<String> split(String output, int count) {
        var answers = new ArrayList<String>();
        var prompt = "> ";
        int at = prompt.length();
        for (int i = 0; i < count; i++) {
            var end = "\n" + prompt + mark(i) + "\n" + prompt;
            int found = output.indexOf(end, at);
            if (found < 0) {
                return answers;
            }
            answers.add(output.substring(at, found));
            at = found + end.length();
        }
        return answers;
    }

    /// Runs Exim to its end and returns what it wrote to its standard output and error.
    String run(List<String> arguments, String input) {
        try {
            var in = Files.writeString(directory.resolve("input"), input, StandardCharsets.ISO_8859_1);
            var out = directory.resolve("output");
            var command = new ArrayList<>(
                    List.of(Tool.require("exim4"), "-C", configuration().toString()));
            command.addAll(arguments);
            var process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(directory.resolve("errors").toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Exim did not end: " + command);
            }
            return Files.readString(out, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What Exim wrote to its standard error in the last run.
    String errors() throws IOException {
        return Files.readString(directory.resolve("errors"), StandardCharsets.ISO_8859_1);
    }
}
