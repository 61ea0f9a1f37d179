package postern.tls.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Runs Wycheproof's files against the primitives.
public final class SelfTest {
    private SelfTest() {}

    /// Every `*.json` of a directory, in the order of their names; each report is given to `progress` as soon as
    /// it is there. A file that holds nothing we can judge is reported as skipped, with the reason.
    ///
    /// @throws SelfTestException if there is no such directory, no such file in it, or a file is no JSON
    public static List<FileReport> run(Path directory, Consumer<FileReport> progress) {
        var reports = new ArrayList<FileReport>();
        for (var file : files(directory)) {
            var report = report(file);
            reports.add(report);
            progress.accept(report);
        }
        return reports;
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new SelfTestException(
                    "no directory " + directory + "; the vectors are in github.com/C2SP/wycheproof, testvectors_v1",
                    null);
        }
        try (var entries = Files.list(directory)) {
            var files = entries.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new SelfTestException(
                        "no JSON file in " + directory
                                + "; the vectors are in github.com/C2SP/wycheproof, testvectors_v1",
                        null);
            }
            return files;
        } catch (IOException e) {
            throw new SelfTestException("cannot read the directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static FileReport report(Path file) {
        var name = file.getFileName().toString();
        try {
            var text = Files.readString(file);
            if (text.stripLeading().startsWith("[")) {
                return FileReport.notRun(name, "a list, no test vectors");
            }
            var root = JsonReader.object(text);
            return root.has("testGroups") && root.has("algorithm")
                    ? judged(name, root)
                    : FileReport.notRun(name, "no test groups in it");
        } catch (IOException e) {
            throw new SelfTestException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new SelfTestException(file + " is not a file of test vectors: " + e.getMessage(), e);
        }
    }

    private static FileReport judged(String name, JsonNode root) {
        int cases = 0;
        int passed = 0;
        var failures = new ArrayList<String>();
        var skipped = new TreeMap<String, Integer>();
        var known = false;
        for (var group : root.objects("testGroups")) {
            var check = Check.of(root.text("algorithm"), group);
            known |= check.isPresent();
            for (var values : group.objects("tests")) {
                var test = new TestCase(group, values);
                cases++;
                switch (outcome(check, test)) {
                    case Outcome.Passed _ -> passed++;
                    case Outcome.Failed(var what) -> failures.add(test.name() + ": " + what);
                    case Outcome.Skipped(var reason) -> skipped.merge(reason, 1, Integer::sum);
                }
            }
        }
        var wholeFile = known ? "" : "no check for " + root.text("algorithm") + " of this kind";
        return new FileReport(name, cases, passed, failures, skipped, wholeFile);
    }

    private static Outcome outcome(Optional<Check> check, TestCase test) {
        if (check.isEmpty()) {
            return new Outcome.Skipped(
                    "no check for groups of type " + test.group().text("type"));
        }
        try {
            return check.get().judge(test);
        } catch (RuntimeException unforeseen) {
            return new Outcome.Failed(unforeseen.toString());
        }
    }

    /// All cases, and what came of them.
    public static Map<String, Integer> totals(List<FileReport> reports) {
        return Map.of(
                "files", reports.size(),
                "cases", reports.stream().mapToInt(FileReport::cases).sum(),
                "passed", reports.stream().mapToInt(FileReport::passed).sum(),
                "failed", reports.stream().mapToInt(FileReport::failed).sum(),
                "skipped", reports.stream().mapToInt(FileReport::skippedCases).sum());
    }
}
