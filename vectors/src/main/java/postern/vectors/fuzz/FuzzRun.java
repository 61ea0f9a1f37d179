package postern.vectors.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Gives every target of a module to Jazzer for some time, each in a JVM of its own, two at once.
///
///     FuzzRun TIME MODULE-DIRECTORY       TIME is 5s, 10m or 1h for each target
///
/// Prints a line for each target; exit status 1 if anything was found. New inputs gather in
/// `target/fuzz/corpus`, and serve the next run too; what broke a promise lies in `target/fuzz/findings`.
public final class FuzzRun {
    private static final int AT_ONCE = 2;
    private static final long START_UP_SECONDS = 120;

    /// An input that takes longer is a finding. The first ones carry the instrumentation of every class they load.
    private static final int MAX_SECONDS_FOR_ONE_INPUT = 25;

    private static final int MAX_INPUT = 4096;
    private static final Pattern DONE = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/");

    private final long seconds;
    private final Path module;

    private FuzzRun(long seconds, Path module) {
        this.seconds = seconds;
        this.module = module;
    }

    private record Outcome(String line, boolean found) {}

    /// See the class.
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: FuzzRun TIME MODULE-DIRECTORY");
            System.exit(2);
        }
        System.exit(new FuzzRun(seconds(args[0]), Path.of(args[1])).all() ? 0 : 1);
    }

    private static long seconds(String time) {
        long number = Long.parseLong(time.substring(0, time.length() - 1));
        return switch (time.charAt(time.length() - 1)) {
            case 's' -> number;
            case 'm' -> TimeUnit.MINUTES.toSeconds(number);
            case 'h' -> TimeUnit.HOURS.toSeconds(number);
            default -> throw new IllegalArgumentException("a time is 5s, 10m or 1h, not " + time);
        };
    }

    private boolean all() throws IOException, InterruptedException {
        boolean good = true;
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var tasks = new ArrayList<Callable<Outcome>>();
            targets().forEach(target -> tasks.add(() -> fuzz(target)));
            for (var future : pool.invokeAll(tasks)) {
                var outcome = future.get();
                System.out.println(outcome.line());
                good &= !outcome.found();
            }
        } catch (ExecutionException e) {
            throw new IOException("a target could not be run", e.getCause());
        }
        return good;
    }

    /// The classes `…Fuzz` among the compiled tests.
    private List<String> targets() throws IOException {
        var classes = module.resolve("target/test-classes");
        try (var files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Fuzz.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private Outcome fuzz(String target) throws IOException, InterruptedException {
        var name = target.substring(target.lastIndexOf('.') + 1);
        var found = Files.createDirectories(module.resolve("target/fuzz/corpus/" + name));
        var findings = Files.createDirectories(module.resolve("target/fuzz/findings"));
        var log = module.resolve("target/fuzz/" + name + ".log");
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Xss2m",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+EnableDynamicAgentLoading",
                "-Dpostern.simd=off",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=postern.**",
                "--disabled_hooks=**",
                "-max_total_time=" + seconds,
                "-timeout=" + MAX_SECONDS_FOR_ONE_INPUT,
                "-max_len=" + MAX_INPUT,
                "-artifact_prefix=" + findings + "/" + name + "-",
                found.toString()));
        var kept = module.resolve("src/test/resources/corpus/" + name);
        if (Files.isDirectory(kept)) {
            command.add(kept.toString());
        }
        long start = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(seconds + START_UP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Outcome(name + ": did not end in time; see " + log, true);
        }
        long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return outcome(name, log, process.exitValue(), took);
    }

    private static Outcome outcome(String name, Path log, int status, long took) throws IOException {
        var done = DONE.matcher(Files.readString(log));
        if (status != 0 || !done.find()) {
            return new Outcome(name + ": FOUND (status " + status + "), see " + log, true);
        }
        var line = String.format(
                Locale.ROOT,
                "%-28s %10s runs, coverage %5s, %4s inputs, %d s",
                name,
                done.group(1),
                done.group(2),
                done.group(4),
                took);
        return new Outcome(line, false);
    }
}
