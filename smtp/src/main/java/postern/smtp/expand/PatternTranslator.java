package postern.smtp.expand;

import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// Rewrites a regular expression from PCRE's syntax to Java's, where they differ:
///
/// - `[[:alpha:]]` is `\p{Alpha}`; `[` and `&&` within brackets stand for themselves, as does `]` right after `[`.
/// - `{` stands for itself where no count follows.
/// - `(?P<name>…)`, `(?P=name)` and `(?P>name)`: the first two are Java's `(?<name>…)` and `\k<name>`.
///
/// Refused, because Java has nothing like it: recursion, conditional groups, `\K`, `\C`, verbs such as `(*PRUNE)`.
/// Silently different: the wording of errors; `\s` and `\w` see ASCII alone in both.
final class PatternTranslator {
    private static final Set<String> CLASSES = Set.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit");

    private final String pcre;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private PatternTranslator(String pcre) {
        this.pcre = pcre;
    }

    /// The Java pattern.
    ///
    /// @throws PatternSyntaxException for what cannot be said in Java
    static String toJava(String pcre) {
        return new PatternTranslator(pcre).translate();
    }

    private String translate() {
        while (at < pcre.length()) {
            char c = pcre.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> brackets();
                case '{' -> brace();
                case '(' -> group();
                default -> {
                    out.append(c);
                    at++;
                }
            }
        }
        return out.toString();
    }

    private void escape() {
        if (at + 1 >= pcre.length()) {
            throw new PatternSyntaxException("\\ at end of pattern", pcre, pcre.length());
        }
        char c = pcre.charAt(at + 1);
        if (c == 'Q') {
            int end = pcre.indexOf("\\E", at + 2);
            quote(pcre.substring(at + 2, end < 0 ? pcre.length() : end));
            at = end < 0 ? pcre.length() : end + 2;
            return;
        }
        if (c == 'K' || c == 'C') {
            throw new PatternSyntaxException("\\" + c + " is not supported by Postern", pcre, at);
        }
        out.append('\\').append(c);
        at += 2;
    }

    private void quote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(AsciiText.isWord(c) || c >= 0x80 ? "" : "\\").append(c);
        }
    }

    /// A count such as `{2,3}`, or a brace that stands for itself.
    private void brace() {
        int end = pcre.indexOf('}', at);
        var count = end < 0 ? "" : pcre.substring(at + 1, end);
        out.append(count.matches("\\d+(,\\d*)?") ? "{" : "\\{");
        at++;
    }

    private void group() {
        if (pcre.startsWith("(?P<", at)) {
            out.append("(?<");
            at += 4;
        } else if (pcre.startsWith("(?P=", at) && pcre.indexOf(')', at) > 0) {
            int end = pcre.indexOf(')', at);
            out.append("\\k<").append(pcre, at + 4, end).append('>');
            at = end + 1;
        } else if (pcre.startsWith("(*", at)
                || pcre.startsWith("(?(", at)
                || pcre.startsWith("(?R", at)
                || pcre.startsWith("(?P>", at)) {
            throw new PatternSyntaxException("this kind of group is not supported by Postern", pcre, at);
        } else {
            out.append('(');
            at++;
        }
    }

    private void brackets() {
        out.append('[');
        at++;
        if (at < pcre.length() && pcre.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < pcre.length() && (first || pcre.charAt(at) != ']')) {
            bracketMember();
            first = false;
        }
        if (at >= pcre.length()) {
            throw new PatternSyntaxException("Unclosed character class", pcre, pcre.length());
        }
        out.append(']');
        at++;
    }

    private void bracketMember() {
        char c = pcre.charAt(at);
        if (pcre.startsWith("[:", at) && pcre.indexOf(":]", at) > 0) {
            posixClass();
        } else if (c == '\\' && at + 1 < pcre.length()) {
            out.append(c).append(pcre.charAt(at + 1));
            at += 2;
        } else {
            out.append(c == '[' || c == ']' || c == '&' ? "\\" : "").append(c);
            at++;
        }
    }

    private void posixClass() {
        int end = pcre.indexOf(":]", at);
        var name = pcre.substring(at + 2, end);
        boolean negated = name.startsWith("^");
        var word = negated ? name.substring(1) : name;
        if (!CLASSES.contains(word)) {
            throw new PatternSyntaxException("unknown POSIX class name", pcre, at);
        }
        out.append(negated ? "\\P{" : "\\p{");
        switch (word) {
            case "ascii" -> out.append("ASCII}");
            case "xdigit" -> out.append("XDigit}");
            case "word" -> {
                out.setLength(out.length() - 3);
                out.append(negated ? "\\W" : "\\w");
            }
            default ->
                out.append(AsciiText.upper(word.substring(0, 1)))
                        .append(word.substring(1))
                        .append('}');
        }
        at = end + 2;
    }

    /// What is wrong with a pattern, in PCRE's words for the usual mistakes.
    static String reason(PatternSyntaxException e, String pcre) {
        var java = String.valueOf(e.getDescription());
        if (java.startsWith("Unclosed group")) {
            return "missing closing parenthesis at offset " + pcre.length();
        }
        if (java.startsWith("Unclosed character class")) {
            return "missing terminating ] for character class at offset " + pcre.length();
        }
        if (java.startsWith("Dangling meta character")) {
            return "quantifier does not follow a repeatable item at offset " + Math.max(e.getIndex(), 0);
        }
        if (java.startsWith("Unmatched closing")) {
            return "unmatched closing parenthesis at offset " + Math.max(e.getIndex(), 0);
        }
        if (java.startsWith("\\ at end")) {
            return "\\ at end of pattern at offset " + pcre.length();
        }
        if (java.startsWith("Illegal repetition range")) {
            return "numbers out of order in {} quantifier at offset " + Math.max(e.getIndex(), 0);
        }
        if (java.startsWith("Illegal character range")) {
            return "range out of order in character class at offset " + Math.max(e.getIndex(), 0);
        }
        return java + " at offset " + Math.max(e.getIndex(), 0);
    }
}
