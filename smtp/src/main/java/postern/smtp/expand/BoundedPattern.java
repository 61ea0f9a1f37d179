package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A regular expression in PCRE's syntax, run by Java's matcher on a text that counts how often it is looked at: a
/// pattern that backtracks for ever ends when the [Budget] does, instead of holding the connection.
///
/// What differs from PCRE is told by [PatternTranslator].
public final class BoundedPattern {
    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Whether letters of both sizes are the same.
    public enum Letters {
        DISTINCT,
        SAME
    }

    /// Compiles a pattern.
    ///
    /// @throws ExpansionStop in Exim's words if it is malformed
    public static BoundedPattern compile(String pcre) {
        return compile(pcre, Letters.DISTINCT);
    }

    /// Compiles a pattern.
    ///
    /// @throws ExpansionStop in Exim's words if it is malformed
    public static BoundedPattern compile(String pcre, Letters letters) {
        try {
            int flags = Pattern.UNIX_LINES | (letters == Letters.SAME ? Pattern.CASE_INSENSITIVE : 0);
            return new BoundedPattern(Pattern.compile(PatternTranslator.toJava(pcre), flags));
        } catch (PatternSyntaxException e) {
            throw ExpansionStop.failed(
                    "regular expression error in \"" + pcre + "\": " + PatternTranslator.reason(e, pcre));
        }
    }

    /// What the first match and its groups are; null if there is none.
    public @Nullable List<Value> find(Value subject, Budget budget) {
        var matcher = pattern.matcher(new Counted(subject.text(), budget));
        return matcher.find() ? groups(matcher, subject) : null;
    }

    private static List<Value> groups(MatchResult match, Value subject) {
        var groups = new ArrayList<Value>();
        for (int i = 0; i <= match.groupCount(); i++) {
            groups.add(
                    match.start(i) < 0
                            ? Value.EMPTY
                            : subject.derive(subject.text().substring(match.start(i), match.end(i))));
        }
        return groups;
    }

    /// All matches, one after the other.
    Matches matches(Value subject, Budget budget) {
        return new Matches(subject, budget);
    }

    /// Perl's way through a text: after an empty match, a match that is not empty is tried at the same place.
    final class Matches {
        private final Value subject;
        private final Matcher matcher;
        private final Matcher notEmpty;
        private MatchResult current;
        private int at;
        private boolean afterEmpty;

        private Matches(Value subject, Budget budget) {
            var counted = new Counted(subject.text(), budget);
            this.subject = subject;
            this.matcher = pattern.matcher(counted);
            this.notEmpty = Pattern.compile("(?:" + pattern.pattern() + ")(?!\\G)", pattern.flags())
                    .matcher(counted)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
            this.current = matcher;
        }

        boolean next() {
            int length = subject.text().length();
            if (afterEmpty) {
                if (notEmpty.region(at, length).lookingAt()) {
                    return take(notEmpty);
                }
                at++;
            }
            return at <= length && matcher.find(at) && take(matcher);
        }

        private boolean take(Matcher found) {
            current = found.toMatchResult();
            at = found.end();
            afterEmpty = found.start() == found.end();
            return true;
        }

        int start() {
            return current.start();
        }

        int end() {
            return current.end();
        }

        List<Value> groups() {
            return BoundedPattern.groups(current, subject);
        }
    }

    /// A text that counts how often it is looked at.
    private record Counted(String text, Budget budget) implements CharSequence {
        @Override
        public char charAt(int index) {
            budget.spend(1);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
