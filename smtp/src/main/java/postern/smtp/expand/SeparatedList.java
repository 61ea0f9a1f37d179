package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;

/// A list as the configuration writes them: items between colons, `::` for a colon within an item, blanks
/// around items without meaning, another separator after `<`.
///
/// `:` alone is a list of one empty item, and a text of blanks, or `<` alone, a list without items. A separator
/// that is a control character cannot stand within an item.
public final class SeparatedList {
    /// What separates unless the list says otherwise.
    public static final char COLON = ':';

    private final Value source;
    private final char separator;
    private final int start;

    private SeparatedList(Value source, char separator, int start) {
        this.source = source;
        this.separator = separator;
        this.start = start;
    }

    /// A list with the separator that it names, or colons.
    public static SeparatedList of(Value list) {
        return of(list, COLON);
    }

    /// A list with the separator that it names, or that one.
    public static SeparatedList of(Value list, char otherwise) {
        var text = list.text();
        int at = skipBlanks(text, 0, (char) 0);
        if (at + 1 == text.length() && text.charAt(at) == '<') {
            return new SeparatedList(list, otherwise, text.length());
        }
        if (at + 1 < text.length() && text.charAt(at) == '<') {
            char named = text.charAt(at + 1);
            if (AsciiText.isPunctuation(named) || AsciiText.isControl(named)) {
                return new SeparatedList(list, named, at + 2);
            }
        }
        return new SeparatedList(list, otherwise, at);
    }

    /// What separates its items.
    public char separator() {
        return separator;
    }

    /// Its items, each as trustworthy as the list.
    public List<Value> items() {
        var text = source.text();
        var items = new ArrayList<Value>();
        int at = skipBlanks(text, start, separator);
        while (at < text.length()) {
            var item = new StringBuilder();
            at = readItem(text, at, item);
            items.add(source.derive(withoutBlanksAtEnd(item)));
            at = skipBlanks(text, at, separator);
        }
        return items;
    }

    /// Reads one item, and the separator after it.
    private int readItem(String text, int from, StringBuilder item) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != separator) {
                item.append(c);
            } else if (!AsciiText.isControl(separator) && at < text.length() && text.charAt(at) == separator) {
                item.append(c);
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int skipBlanks(String text, int from, char separator) {
        int at = from;
        while (at < text.length() && AsciiText.isBlank(text.charAt(at)) && text.charAt(at) != separator) {
            at++;
        }
        return at;
    }

    private static String withoutBlanksAtEnd(StringBuilder item) {
        int end = item.length();
        while (end > 0 && AsciiText.isBlank(item.charAt(end - 1))) {
            end--;
        }
        return item.substring(0, end);
    }

    /// An item with every separator in it doubled. Empty items become a blank, as Exim writes them.
    public static String quote(String item, char separator) {
        return item.replace(String.valueOf(separator), String.valueOf(separator) + separator);
    }
}
