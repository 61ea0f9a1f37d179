package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same texts for `exim -be` and for `postern -be`: the same answers, the same failures, in the same words,
/// save for what `exim-differences.txt` lists with its reasons.
class EximExpansionTest {
    /// The generated texts of each build; with the picked ones there are well over 2,000.
    private static final int GENERATED = 2_500;

    private static final int GENERATED_LISTS = 800;
    private static final int GENERATED_DEEP = 40_000;

    @TempDir
    static Path directory;

    private static EximPeer exim = new EximPeer(Path.of(""));

    @BeforeAll
    static void files() throws IOException {
        exim = EximPeer.in(directory);
    }

    @Test
    void answersAreThoseOfExim() throws IOException {
        var expansions = picked("exim-expansions.txt");
        expansions.addAll(new ExpansionGenerator(1).texts(GENERATED));
        var lists = picked("exim-lists.txt");
        lists.addAll(new ListGenerator(1).texts(GENERATED_LISTS));
        assertTrue(expansions.size() >= 2_000, expansions.size() + " expansions");
        assertTrue(lists.size() >= 500, lists.size() + " lists");
        var differences = EximDifferences.read();
        compare(expansions, differences);
        compare(lists, differences);
        assertEquals(List.of(), differences.idle(), "rows that explain nothing any more");
    }

    @Test
    @Tag("deep")
    void answersToManyMoreTextsAreThoseOfExim() throws IOException {
        var differences = EximDifferences.read();
        long seed = Long.getLong("postern.seed", 2);
        compare(new ExpansionGenerator(seed).texts(GENERATED_DEEP), differences);
        compare(new ListGenerator(seed).texts(GENERATED_DEEP / 4), differences);
    }

    private static List<String> picked(String resource) throws IOException {
        var texts = new ArrayList<String>();
        EximDifferences.resource(resource)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("## "))
                .forEach(texts::add);
        return texts;
    }

    private static void compare(List<String> texts, EximDifferences differences) throws IOException {
        var here = texts.stream()
                .map(text -> text.replace("@DIR@", directory.toString()))
                .toList();
        var unexplained = differences.unexplained(texts, portable(exim.expand(here)), portable(ours(here)));
        assertEquals(
                "",
                String.join("\n", unexplained.subList(0, Math.min(60, unexplained.size()))),
                unexplained.size() + " of " + texts.size() + " differ");
    }

    private static List<String> portable(List<String> answers) {
        return answers.stream()
                .map(answer -> answer.replace(directory.toString(), "@DIR@"))
                .toList();
    }

    private static List<String> ours(List<String> texts) {
        var out = new ByteArrayOutputStream();
        var input = new ByteArrayInputStream(EximPeer.input(texts).getBytes(StandardCharsets.ISO_8859_1));
        var nobody = new PrintWriter(Writer.nullWriter());
        var arguments = List.of("-C", exim.configuration().toString(), "-be");
        assertEquals(0, new EximCommandLine(new Streams(input, nobody, nobody, out)).run(arguments));
        return EximPeer.split(out.toString(StandardCharsets.ISO_8859_1), texts.size());
    }
}
