package postern.smtp.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.Budget;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.FileItems;

/// A file of items, one a line. A `#` at the beginning of a line or after a blank begins a comment; blanks at
/// the ends of a line, and lines of nothing else, do not count.
final class ListFile {
    private ListFile() {}

    static List<String> lines(String name, Budget budget) {
        try {
            var path = FileItems.absolute(name);
            budget.spend(Files.size(path));
            var items = new ArrayList<String>();
            for (var line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
                var item = AsciiText.trim(withoutComment(line));
                if (!item.isEmpty()) {
                    items.add(item);
                }
            }
            return items;
        } catch (IOException | InvalidPathException e) {
            throw ExpansionStop.failed("failed to open " + name + " for a list: " + FileItems.reason(e));
        }
    }

    private static String withoutComment(String line) {
        for (int at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
            if (at == 0 || AsciiText.isBlank(line.charAt(at - 1))) {
                return line.substring(0, at);
            }
        }
        return line;
    }
}
