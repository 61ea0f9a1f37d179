package postern.smtp.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postern.smtp.config.AclText;
import postern.smtp.config.ConfigException;
import postern.smtp.config.LogicalLine;
import postern.smtp.config.OptionTable;
import postern.smtp.config.SourceLine;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;
import postern.smtp.expand.TemplateException;

/// Turns the lines of an access control list into statements.
public final class AclParser {
    private static final Pattern WORD = Pattern.compile("([a-z_]+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern CLAUSE =
            Pattern.compile("(!\\s*)?([A-Za-z_0-9]+)(?:\\s+([A-Za-z_0-9]+))?\\s*(?:(=)\\s*(.*)|(.*))", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("acl_[cm](?:[0-9]{1,2}|_[A-Za-z0-9_]+)");

    private final List<Statement> statements = new ArrayList<>();
    private final List<Clause> clauses = new ArrayList<>();
    private Optional<Verb> verb = Optional.empty();
    private SourceLine at;

    private AclParser(SourceLine at) {
        this.at = at;
    }

    /// Reads a list of the configuration.
    ///
    /// @throws ConfigException with the place of what is wrong
    public static Acl parse(AclText text) {
        return parse(text.name(), text.lines(), text.at());
    }

    /// Reads a list that stands within an option, its statements on one line or on several.
    static Acl parseInline(String text, SourceLine at) {
        var lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> new LogicalLine(line, at))
                .toList();
        return parse("inline", lines, at);
    }

    private static Acl parse(String name, List<LogicalLine> lines, SourceLine at) {
        var parser = new AclParser(at);
        lines.forEach(parser::line);
        parser.endStatement();
        return new Acl(name, parser.statements);
    }

    private void line(LogicalLine line) {
        var word = WORD.matcher(line.text());
        var begun = word.matches() ? Verb.of(word.group(1)) : Optional.<Verb>empty();
        if (begun.isEmpty()) {
            if (verb.isEmpty()) {
                throw unknownVerb(line);
            }
            clauses.add(clause(line.text(), line));
            return;
        }
        endStatement();
        verb = begun;
        at = line.at();
        var rest = Optional.ofNullable(word.group(2)).map(String::strip).orElse("");
        if (!rest.isEmpty()) {
            clauses.add(clause(rest, line));
        }
    }

    private void endStatement() {
        verb.ifPresent(v -> statements.add(new Statement(v, clauses, at)));
        clauses.clear();
    }

    private static ConfigException unknownVerb(LogicalLine line) {
        var word = line.text().split("[\\s=]", 2)[0];
        return error(
                line, "unknown ACL verb \"" + word + "\" in \"" + line.text() + "\"" + nearest(word, Verb.words()));
    }

    private Clause clause(String text, LogicalLine line) {
        var form = CLAUSE.matcher(text);
        if (!form.matches()) {
            throw error(line, "unknown ACL condition/modifier in \"" + text + "\"");
        }
        var what = what(form.group(2), line);
        var sense = form.group(1) == null ? Clause.Sense.STRAIGHT : Clause.Sense.NEGATED;
        if (sense == Clause.Sense.NEGATED && what.kind() == ConditionTable.Kind.MODIFIER) {
            throw error(line, "negation is not allowed with \"" + what.word() + "\"");
        }
        if (what == ConditionTable.ENDPASS) {
            return endpass(sense, line);
        }
        var variable = Optional.ofNullable(form.group(3)).orElse("");
        if (form.group(4) == null || (what != ConditionTable.SET && !variable.isEmpty())) {
            throw error(
                    line,
                    "\"=\" missing after ACL \"" + what.word() + "\" "
                            + (what.kind() == ConditionTable.Kind.CONDITION ? "condition" : "modifier"));
        }
        if (what == ConditionTable.SET && !VARIABLE.matcher(variable).matches()) {
            throw error(
                    line,
                    "invalid variable name after \"set\" in ACL modifier \"set " + variable
                            + "\": it begins with acl_c or acl_m, then a number or an underscore and more");
        }
        return new Clause(what, sense, variable, template(form.group(5), what, line), line.at());
    }

    private Clause endpass(Clause.Sense sense, LogicalLine line) {
        if (verb.filter(v -> v == Verb.ACCEPT || v == Verb.DISCARD).isEmpty()) {
            throw error(line, "endpass can be used only with accept and discard");
        }
        return new Clause(ConditionTable.ENDPASS, sense, "", template("", ConditionTable.ENDPASS, line), line.at());
    }

    private static ConditionTable what(String word, LogicalLine line) {
        return ConditionTable.of(word).orElseThrow(() -> {
            if (ConditionTable.ONLY_IN_EXIM.contains(word)) {
                return error(line, "the ACL condition or modifier \"" + word + "\" is not supported by Postern");
            }
            return error(
                    line,
                    "unknown ACL condition/modifier in \"" + line.text() + "\""
                            + nearest(word, ConditionTable.words()));
        });
    }

    private static Template template(String text, ConditionTable what, LogicalLine line) {
        try {
            return Template.parse(text, new Origin(line.at().file(), line.at().line(), what.word()));
        } catch (TemplateException e) {
            throw new ConfigException(line.at(), String.valueOf(e.getMessage()));
        }
    }

    private static String nearest(String word, List<String> known) {
        return OptionTable.nearest(word, known.stream())
                .map(other -> "; did you mean \"" + other + "\"?")
                .orElse("");
    }

    private static ConfigException error(LogicalLine line, String words) {
        return new ConfigException(line.at(), "error in ACL: " + words);
    }
}
