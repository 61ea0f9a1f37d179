package postern.smtp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table of deliberate differences, `exim-differences.txt`, and the comparison of answers with it.
final class EximDifferences {
    /// A difference that is meant.
    ///
    /// @param reason why
    /// @param text what is found in the expanded text
    /// @param exim what Exim answers, as a whole
    /// @param ours what Postern answers, as a whole
    /// @param frequency whether it shows in each run
    private record Row(String reason, Pattern text, Pattern exim, Pattern ours, Frequency frequency) {
        boolean covers(String text, String exim, String ours) {
            return this.text.matcher(text).find()
                    && this.exim.matcher(exim).matches()
                    && this.ours.matcher(ours).matches();
        }
    }

    /// Some of Exim's faults depend on what its memory holds.
    private enum Frequency {
        ALWAYS,
        SOMETIMES
    }

    private final List<Row> rows;
    private final Set<Row> used = new LinkedHashSet<>();

    private EximDifferences(List<Row> rows) {
        this.rows = rows;
    }

    static EximDifferences read() throws IOException {
        var rows = new ArrayList<Row>();
        for (var block : resource("exim-differences.txt").split("\n\n+")) {
            var fields = block.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": *", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
            if (!fields.isEmpty()) {
                rows.add(new Row(
                        field(fields.get("reason"), block),
                        pattern(field(fields.get("text"), block)),
                        pattern(field(fields.get("exim"), block)),
                        pattern(field(fields.get("ours"), block)),
                        fields.containsKey("sometimes") ? Frequency.SOMETIMES : Frequency.ALWAYS));
            }
        }
        return new EximDifferences(rows);
    }

    private static String field(@Nullable String value, String block) {
        if (value == null) {
            throw new IllegalStateException("a row needs reason, text, exim and ours: " + block);
        }
        return value;
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    static String resource(String name) throws IOException {
        try (var in = EximDifferences.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /// The comparisons that no row covers, in words.
    List<String> unexplained(List<String> texts, List<String> exim, List<String> ours) {
        var unexplained = new ArrayList<String>();
        for (int i = 0; i < texts.size(); i++) {
            if (!exim.get(i).equals(ours.get(i)) && !covered(texts.get(i), exim.get(i), ours.get(i))) {
                unexplained.add(texts.get(i) + "\n   exim: " + exim.get(i) + "\n   ours: " + ours.get(i));
            }
        }
        return unexplained;
    }

    private boolean covered(String text, String exim, String ours) {
        var row = rows.stream().filter(r -> r.covers(text, exim, ours)).findFirst();
        row.ifPresent(used::add);
        return row.isPresent();
    }

    /// The reasons of rows that covered nothing: the difference is no more.
    List<String> idle() {
        return rows.stream()
                .filter(row -> row.frequency() == Frequency.ALWAYS && !used.contains(row))
                .map(Row::reason)
                .toList();
    }
}
