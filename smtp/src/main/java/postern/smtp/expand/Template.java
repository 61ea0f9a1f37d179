package postern.smtp.expand;

import org.jspecify.annotations.Nullable;

/// A text of the configuration, parsed once into a tree and evaluated whenever its value is needed.
///
/// Immutable, and equal to another if text and origin are.
public final class Template {
    private final String text;
    private final Origin origin;
    private final Node root;
    private final @Nullable Broken broken;

    private Template(String text, Origin origin, TemplateParser parser) {
        this.text = text;
        this.origin = origin;
        this.root = parser.whole();
        this.broken = parser.broken();
    }

    /// Parses a text.
    ///
    /// @param text the octets, one a `char`, after the configuration file's own quoting is undone
    /// @param origin where it stands
    /// @throws TemplateException if it is not well formed; the message names the place and the nearest known name
    public static Template parse(String text, Origin origin) throws TemplateException {
        var template = read(text, origin);
        if (template.broken != null) {
            throw new TemplateException(origin, template.broken);
        }
        return template;
    }

    /// Parses a text as far as it is well formed. Its expansion does what stands before the malformed place and
    /// fails there, which is what Exim's `-be` shows.
    public static Template read(String text, Origin origin) {
        return new Template(text, origin, new TemplateParser(text));
    }

    /// Its value now.
    public Expansion expand(Environment environment) {
        var budget = environment.budget();
        try {
            return new Expansion.Expanded(new Evaluation(environment, budget).whole(root));
        } catch (ExpansionStop stop) {
            return stop.outcome();
        } catch (StackOverflowError e) {
            // A regular expression's recursion is not counted by our own depth.
            return new Expansion.Failed("expansion is nested too deeply for the stack");
        }
    }

    /// The text as it was parsed.
    public String text() {
        return text;
    }

    /// Where it stands.
    public Origin origin() {
        return origin;
    }

    /// Whether it is the same at all times: nothing in it is to be evaluated.
    public boolean isConstant() {
        return root instanceof Literal;
    }

    /// What is wrong with it, in Exim's words; null if it is well formed.
    public @Nullable String problem() {
        return broken == null ? null : broken.message();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template template && text.equals(template.text) && origin.equals(template.origin);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
