package postern.smtp.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a text is parsed to, what it is worth, and what it may not do.
class TemplateTest {
    private static final Origin ORIGIN = new Origin("exim.conf", 7, "tls_certificate");

    private static final Environment ENVIRONMENT = Environment.bare()
            .withVariables(Variables.of(Map.of(
                    "tls_in_sni", Value.fromPeer("../etc/passwd"),
                    "received_port", Value.trusted("25"),
                    "sender_helo_name", Value.fromPeer("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"))));

    private static Expansion expand(String text) {
        return Template.read(text, ORIGIN).expand(ENVIRONMENT);
    }

    private static String failure(String text) {
        return assertInstanceOf(Expansion.Failed.class, expand(text), text).message();
    }

    private static Value value(String text) {
        return assertInstanceOf(Expansion.Expanded.class, expand(text), text).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${if =={$received_port}{25}{DEFAULT}{HIGH:!MD5:!SHA1}} | DEFAULT",
                "${if =={$received_port}{25}{NORMAL:%COMPAT}{SECURE128}} | NORMAL:%COMPAT",
                "${if inlist {$received_port}{587:465} {:}{*}} | *",
                "${map{a:b}{<$item>}} | <a>:<b>",
                "${sg{abcdef}{^(...)(...)\\$}{\\$2\\$1}} | defabc",
                "${if match{a.b}{\\N^(.)\\.(.)$\\N}{$2$1}fail} | ba",
            })
    void exampleIsWorth(String text, String value) {
        assertEquals(value, value(text).text());
    }

    /// The manual's text lost its line breaks; the backslash and blank that remain are not legal in an item.
    @Test
    void flattenedExampleIsRefused() {
        var text = "${if =={$received_port}{25}\\ {DEFAULT}\\ {HIGH:!MD5:!SHA1}}";
        assertThrows(TemplateException.class, () -> Template.parse(text, ORIGIN));
    }

    @Test
    void refusalNamesThePlaceAndTheNearestName() {
        var e = assertThrows(TemplateException.class, () -> Template.parse("/certs/$tls_in_sny.pem", ORIGIN));
        assertEquals(
                "exim.conf line 7: tls_certificate: unknown variable name \"tls_in_sny\" (at character 19);"
                        + " did you mean \"tls_in_sni\"?",
                e.getMessage());
    }

    @Test
    void refusalSaysWhatIsNotHere() {
        for (var text : new String[] {"${run{/bin/true}}", "${lookup{a}cdb{/b}}", "$spam_score", "${if pam{a}}"}) {
            var e = assertThrows(TemplateException.class, () -> Template.parse(text, ORIGIN), text);
            assertTrue(String.valueOf(e.getMessage()).contains("not supported by Postern"), e.getMessage());
        }
    }

    @Test
    void forcedFailureIsNoFailure() {
        assertEquals(
                new Expansion.ForcedFailure("\"if\" failed and \"fail\" requested"), expand("${if eq{a}{b}{c}fail}"));
    }

    @Test
    void whatThePeerSentStaysTainted() {
        assertTrue(value("x$tls_in_sni").tainted());
        assertTrue(value("${lc:$tls_in_sni}").tainted());
        assertTrue(value("${map{$tls_in_sni}{$item}}").tainted());
        assertTrue(value("${sg{abc}{b}{\\$tls_in_sni}}").tainted());
        assertTrue(value("${if match{$tls_in_sni}{(.*)}{$1}}").tainted());
        assertTrue(!value("${if eq{$tls_in_sni}{x}{a}{b}}").tainted());
        assertTrue(!value("${sha256:$tls_in_sni}").tainted());
        assertTrue(!value("${if inlist{25}{$received_port}{$value}}").tainted());
    }

    @Test
    void peerNamesNoFile() {
        for (var text : new String[] {
            "${readfile{/etc/certs/$tls_in_sni}}",
            "${lookup{a}lsearch{/etc/certs/$tls_in_sni}}",
            "${if exists{/etc/certs/$tls_in_sni.pem}{a}{b}}"
        }) {
            assertTrue(failure(text).contains("dsearch,ret=full"), failure(text));
        }
    }

    @Test
    void peerWritesNoTemplate() {
        assertEquals(
                "internal expansion of \"../etc/passwd\" failed: attempt to expand tainted string '../etc/passwd'",
                failure("${expand:$tls_in_sni}"));
        assertTrue(failure("${sg{a}{a}{$tls_in_sni}}").startsWith("attempt to expand tainted string"));
    }

    @Test
    void hostileNameDoesNotMakeAPatternLoop() {
        assertTrue(failure("${if match{$sender_helo_name}{^(a|aa)+\\\\1b}}").contains("too many steps"));
        assertTrue(failure("${sg{$sender_helo_name}{(a|aa)+\\\\1b}{}}").contains("too many steps"));
    }

    @Test
    void lengthIsBounded() {
        var text = "1234567890123456";
        for (int i = 0; i < 6; i++) {
            text = "${map{" + "a:".repeat(16) + "}{" + text + "}}";
        }
        assertTrue(failure(text).matches("expansion (gives more than|takes too many).*"), failure(text));
    }

    @Test
    void depthIsBounded() {
        var deep = "${lc:".repeat(1000) + "a" + "}".repeat(1000);
        assertTrue(failure(deep).contains("nested too deeply"));
        var groups = "${if " + "and{{".repeat(1000) + "eq{a}{b}" + "}}".repeat(1000) + "{c}}";
        assertTrue(failure(groups).contains("nested too deeply"));
        var negations = "${if " + "!".repeat(10_000) + "eq{a}{b}{c}}";
        assertTrue(failure(negations).contains("nested too deeply"));
        assertTrue(failure("${eval:" + "(".repeat(1000) + "1" + ")".repeat(1000) + "}")
                .contains("too many levels"));
        assertTrue(failure("${eval:" + "-".repeat(10_000) + "1}").contains("too many levels"));
    }

    /// Texts at which Exim 4.96 crashes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${if forall_json{[1,2]}{<{$item}{3}}{y}{n}} | y",
                "${if forany_json{[\"a\",\"b\"]}{eq{$item}{\"b\"}}{y}{n}} | y",
                "${if forany_jsons{[\"a\",\"b\"]}{eq{$item}{b}}{y}{n}} | y",
                "${if forany_json{[]}{eq{$item}{1}}{y}{n}} | n",
                "${nhash{0}{abc}} | 0",
                "${nhash{1}{0}{abc}} | 0",
                "${hash{0}{abc}}x | x",
                "${hash{3}{0}{abcd}}x | x",
            })
    void textIsWorthSomething(String text, String value) {
        assertEquals(value, value(text).text());
    }

    /// Exim's own order has the shorter of two texts after the longer one that it begins.
    @Test
    void orderWithoutRegardToLettersIsAnOrder() {
        assertEquals(
                "yynynn",
                value("${if lti{a}{AB}{y}{n}}${if lei{A}{ab}{y}{n}}${if gti{a}{Ab}{y}{n}}"
                                + "${if gti{aB}{a}{y}{n}}${if gei{}{a}{y}{n}}${if lti{b}{A}{y}{n}}")
                        .text());
        assertEquals("a:A:ab:B", value("${sort{B:ab:a:A}{lti}{$item}}").text());
    }

    /// Whatever octets a text has, its expansion ends with one of the three outcomes.
    @Test
    void noTextMakesTheParserFail() {
        var random = new SplittableRandom(7);
        var pieces = "${}\\:_!{}{}{}<>=abc019 \n\0\u00ff".toCharArray();
        var words = new String[] {
            "if ",
            "eq",
            "match",
            "lookup",
            "lsearch",
            "extract",
            "map",
            "reduce",
            "sort",
            "sg",
            "and{{",
            "forany",
            "eval:",
            "$item",
            "$1",
            "\\N",
            "length_",
            "mask:",
            "rfc2047:",
            "json",
            "base64d:",
            "hash",
            "10.1.2.3/8",
            "fail"
        };
        for (int i = 0; i < 30_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                text.append(random.nextInt(3) == 0 ? words[random.nextInt(words.length)] : "");
                text.append(random.nextInt(3) == 0 ? "${" : pieces[random.nextInt(pieces.length)]);
            }
            expand(text.toString());
        }
    }
}
