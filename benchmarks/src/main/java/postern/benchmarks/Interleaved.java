package postern.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/// The same benchmarks on a machine that has other things to do. JMH measures one contender after the other, by
/// the clock: what else ran in those seconds is in the ratio. Here the contenders take turns every few
/// hundredths of a second, in one JVM for each piece of work, and the processor time of the thread counts, that
/// of each one's best turn.
///
/// Only work of which something is demanded is done (see [Floor]).
final class Interleaved {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<Class<?>> BENCHES = List.of(
            RecordBench.class,
            PlainRecordBench.class,
            CbcHmacBench.class,
            HashBench.class,
            AgreementBench.class,
            SignatureBench.class,
            KemBench.class);

    private static final String CONTENDER = "contender";
    private static final int WARM_UP_TURNS = 90;
    private static final int TURNS = 15;
    private static final long TURN_NANOS = 40_000_000;

    private Interleaved() {}

    /// Does all work, each in a JVM of its own with the flags that the bench asks for.
    static RatioTable run() throws IOException, InterruptedException {
        var table = RatioTable.empty();
        for (var bench : BENCHES) {
            for (var parameters : combinations(bench)) {
                for (var method : methods(bench)) {
                    var name = bench.getSimpleName() + "." + method.getName() + " " + String.join(", ", parameters);
                    if (Floor.of(name.strip()).isPresent()) {
                        table.put(name, inOwnJvm(bench, method, parameters));
                    }
                }
            }
        }
        return table;
    }

    /// Every choice of values for the parameters of a bench, save the contender, in the order of their names.
    private static List<List<String>> combinations(Class<?> bench) {
        List<List<String>> combinations = List.of(List.of());
        for (var values : parameters(bench)) {
            var longer = new ArrayList<List<String>>();
            for (var begun : combinations) {
                for (var value : values) {
                    var next = new ArrayList<>(begun);
                    next.add(value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<String[]> parameters(Class<?> bench) {
        return Arrays.stream(bench.getFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .filter(field -> !field.getName().equals(CONTENDER))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .map(field -> field.getAnnotation(Param.class).value())
                .toList();
    }

    private static List<Method> methods(Class<?> bench) {
        return Arrays.stream(bench.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList();
    }

    private static Map<Contender, Double> inOwnJvm(Class<?> bench, Method method, List<String> parameters)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (var flags : bench.getAnnotation(Fork.class).jvmArgsAppend()) {
            // What JMH writes for "no flags".
            if (!flags.equals(Fork.BLANK_ARGS)) {
                command.addAll(List.of(flags.split(" ")));
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Interleaved.class.getName()));
        command.addAll(List.of(bench.getName(), method.getName()));
        command.addAll(parameters);
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var scores = new EnumMap<Contender, Double>(Contender.class);
        try (var output = process.inputReader(StandardCharsets.US_ASCII)) {
            output.lines().forEach(line -> {
                var words = line.split(" ");
                scores.put(Contender.valueOf(words[0]), Double.valueOf(words[1]));
            });
        }
        if (process.waitFor() != 0) {
            throw new IOException("ended with an error: " + command);
        }
        System.out.println(bench.getSimpleName() + "." + method.getName() + " " + parameters + " " + scores);
        return scores;
    }

    /// In the JVM of its own: one piece of work by all contenders; prints how often each does it in a second.
    ///
    /// @param args the bench, its method, its parameters in the order of their names
    public static void main(String[] args) throws ReflectiveOperationException {
        var bench = Class.forName(args[0]);
        var method = bench.getMethod(args[1]);
        var works = new EnumMap<Contender, Object>(Contender.class);
        for (var contender : Contender.values()) {
            works.put(contender, prepared(bench, contender, List.of(args).subList(2, args.length)));
        }
        var best = new EnumMap<Contender, Double>(Contender.class);
        for (int turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
            for (var work : works.entrySet()) {
                double score = turn(method, work.getValue());
                if (turn >= WARM_UP_TURNS) {
                    best.merge(work.getKey(), score, Math::max);
                }
            }
        }
        best.forEach((contender, score) -> System.out.println(contender + " " + score));
    }

    private static Object prepared(Class<?> bench, Contender contender, List<String> parameters)
            throws ReflectiveOperationException {
        var object = bench.getConstructor().newInstance();
        var values = parameters.iterator();
        for (var field : Arrays.stream(bench.getFields())
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList()) {
            if (field.getName().equals(CONTENDER)) {
                field.set(object, contender);
            } else if (field.isAnnotationPresent(Param.class)) {
                field.set(object, value(field.getType(), values.next()));
            }
        }
        bench.getMethod("prepare").invoke(object);
        return object;
    }

    private static Object value(Class<?> type, String text) throws ReflectiveOperationException {
        return type == int.class
                ? Integer.valueOf(text)
                : type.getMethod("valueOf", String.class).invoke(null, text);
    }

    /// How often the work was done in a second of processor time.
    private static double turn(Method method, Object work) throws ReflectiveOperationException {
        long start = THREADS.getCurrentThreadCpuTime();
        long end = start;
        long count = 0;
        int batch = 1;
        while (end - start < TURN_NANOS) {
            for (int i = 0; i < batch; i++) {
                method.invoke(work);
            }
            count += batch;
            batch = Math.min(2 * batch, 64);
            end = THREADS.getCurrentThreadCpuTime();
        }
        return count * 1e9 / (end - start);
    }
}
