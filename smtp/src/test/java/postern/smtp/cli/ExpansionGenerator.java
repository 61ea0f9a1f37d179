package postern.smtp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Writes texts of the expansion language by its grammar, deeper and deeper up to a bound, and now and then
/// damages one. The same seed gives the same texts.
final class ExpansionGenerator {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_LENGTH = 400;

    private static final List<String> WORDS = List.of(
            "a",
            "b",
            "abc",
            "ABC",
            "hello world",
            "x.y",
            "a:b",
            "",
            " ",
            "0",
            "no",
            "1",
            "foo=1 bar=2",
            "k1",
            "k2",
            "a b  c",
            "user@a.example",
            "10.1.2.3",
            "aaaa",
            "x_y-z",
            "\"q\"",
            "it's",
            "50%",
            "a\\\\b",
            "\\\\n",
            "\\t",
            "\\x41",
            "\\101",
            "a,b;c",
            "<x>",
            "#",
            "!",
            "\u00e9\u00c3");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "3",
            "10",
            "-1",
            "-3",
            "007",
            "1K",
            "2k",
            "1M",
            "1G",
            "",
            " 4 ",
            "x",
            "5x",
            "65535",
            "9223372036854775807",
            "-9223372036854775807",
            "99999999999999999999",
            "+2",
            "0x10");
    private static final List<String> LISTS = List.of(
            "a:b:c",
            "",
            "a",
            "a::b:c",
            " a : b ",
            "<;a;b;c",
            "<, x,y,z",
            ":a:",
            "a: :b",
            "3:1:2",
            "10:9:1K",
            "b:a:B:A",
            "<\\n x\\ny",
            "k1:k2:zz",
            "a@b:c@d",
            "1.2.3.4 : ::1",
            "<|a|b",
            "a:a:a");
    private static final List<String> ADDRESSES = List.of(
            "user@a.example",
            "User@A.Example",
            "Foo Bar <foo@bar.example>",
            "root",
            "<a@b>",
            "\"q q\"@c.example",
            "a@b, c@d",
            "",
            "bad<",
            "(c) a@b (d)",
            "a@[1.2.3.4]",
            "@b",
            "a@",
            "a.b.@c");
    private static final List<String> IPS = List.of(
            "10.1.2.3",
            "192.168.1.1",
            "::1",
            "2001:db8::1",
            "::ffff:10.1.2.3",
            "256.1.1.1",
            "1.2.3",
            "",
            "x",
            "fe80::1",
            "10.1.2.3/8",
            "2001:db8::/32",
            "1:2:3:4:5:6:7:8",
            "::");
    private static final List<String> PATTERNS = List.of(
            "a",
            "b(.)",
            "^a",
            "\\\\.",
            "[a-c]+",
            "(a)|(b)",
            "x*",
            "\\N^(\\w+)@(.*)$\\N",
            "(?i)ABC",
            "[[:digit:]]+",
            ".",
            "",
            "o\\\\s",
            "a{2}",
            "^$",
            "(\\\\d)(\\\\d)?");
    private static final List<String> VARIABLES = List.of(
            "$primary_hostname",
            "${primary_hostname}",
            "$qualify_domain",
            "$sender_helo_name",
            "$tls_in_sni",
            "$received_port",
            "$tls_in_bits",
            "$acl_m0",
            "$acl_c_x",
            "$h_subject:",
            "$rcpt_count");
    private static final List<String> OPERATORS = List.of(
            "lc",
            "uc",
            "md5",
            "sha1",
            "sha256",
            "sha2_384",
            "sha3",
            "sha3_512",
            "base64",
            "str2b64",
            "strlen",
            "quote",
            "quote_local_part",
            "escape",
            "escape8bit",
            "hexquote",
            "rxquote",
            "listcount",
            "length_3",
            "l_2",
            "substr_1",
            "substr_1_2",
            "substr_-2",
            "substr_-3_1",
            "s_0_4",
            "hash_4",
            "hash_3_20",
            "h_2_62",
            "nhash_8",
            "nhash_8_64",
            "nh_5",
            "utf8clean",
            "rfc2047",
            "rfc2047d",
            "domain",
            "local_part",
            "address",
            "addresses",
            "from_utf8",
            "quote_lsearch");
    private static final List<String> COMPARISONS =
            List.of("=", "==", "<", "<=", ">", ">=", "eq", "eqi", "lt", "lti", "le", "lei", "gt", "gti", "ge", "gei");
    private static final List<String> ORDERS = List.of("lt", "lti", "le", "gt", "gti", "ge", "gei", "lei");

    private final SplittableRandom random;

    ExpansionGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// Some texts, all of them on one line.
    List<String> texts(int count) {
        var texts = new ArrayList<String>();
        while (texts.size() < count) {
            var text = text(0);
            // What an item sets, Exim's process remembers after it: a damaged item would show it.
            boolean sets = text.matches(".*(\\$item|\\$value|\\$[0-9]).*");
            text = !sets && chance(5) ? damaged(text) : text;
            if (text.length() <= MAX_LENGTH
                    && text.indexOf('\n') < 0
                    && (sets || !text.matches(".*\\$[0-9].*"))
                    && !text.strip().endsWith("\\")) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// An octet removed, doubled, or replaced by one that means something.
    private String damaged(String text) {
        if (text.isEmpty()) {
            return "$";
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.charAt(at) + text.substring(at);
            default -> text.substring(0, at) + "${}:_!\\x1".charAt(random.nextInt(9)) + text.substring(at + 1);
        };
    }

    private String text(int depth) {
        var out = new StringBuilder();
        int pieces = 1 + random.nextInt(depth == 0 ? 2 : 1);
        for (int i = 0; i < pieces; i++) {
            out.append(piece(depth));
        }
        return out.toString();
    }

    private String piece(int depth) {
        if (depth >= MAX_DEPTH || depth > 0 && chance(2)) {
            return chance(3) ? one(VARIABLES) : one(WORDS);
        }
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> "${" + one(OPERATORS) + ":" + argument(one(WORDS), depth) + "}";
            case 3, 4 -> "${if " + condition(depth + 1) + branches(depth) + "}";
            case 5 -> extract(depth);
            case 6 -> iteration(depth);
            case 7 -> textItem(depth);
            case 8 -> numberItem(depth);
            case 9 -> lookup(depth);
            case 10 -> network();
            case 11 -> "${" + one(List.of("domain", "local_part", "address", "addresses")) + ":" + one(ADDRESSES) + "}";
            case 12 -> numberOperator();
            default -> one(VARIABLES) + one(WORDS);
        };
    }

    /// That text, or any other.
    private String argument(String usual, int depth) {
        return chance(3) ? text(depth + 1) : usual;
    }

    private String braced(String usual, int depth) {
        return "{" + argument(usual, depth) + "}";
    }

    private String blank() {
        return chance(5) ? " " : "";
    }

    private String branches(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> blank() + "{" + text(depth + 1) + "}" + blank();
            case 2 -> "{" + text(depth + 1) + "}fail";
            default -> "{" + text(depth + 1) + "}" + blank() + "{" + text(depth + 1) + "}";
        };
    }

    private String condition(int depth) {
        var not = chance(6) ? "!" : "";
        return not
                + switch (random.nextInt(depth > MAX_DEPTH ? 8 : 12)) {
                    case 0, 1 -> one(COMPARISONS) + blank() + comparands(depth);
                    case 2 ->
                        one(List.of("eq", "eqi", "lt", "gei")) + braced(one(WORDS), depth) + braced(one(WORDS), depth);
                    case 3 ->
                        one(List.of("bool", "bool_lax")) + "{"
                                + one(List.of("yes", "no", "1", "0", "", "true", "TRUE", "x", "-2", " false ")) + "}";
                    case 4 -> one(List.of("isip", "isip4", "isip6")) + "{" + one(IPS) + "}";
                    case 5 ->
                        one(List.of("inlist", "inlisti")) + braced(one(List.of("a", "B", "k1", "")), depth) + "{"
                                + one(LISTS) + "}";
                    case 6 -> "match" + braced(one(WORDS), depth) + "{" + one(PATTERNS) + "}";
                    case 7 ->
                        "def:" + one(List.of("primary_hostname", "sender_helo_name", "h_subject:", "acl_m1", "nosuch"));
                    case 8 ->
                        one(List.of("and", "or")) + "{{" + condition(depth + 1) + "}" + blank() + "{"
                                + condition(depth + 1) + "}}";
                    case 9 -> one(List.of("forany", "forall")) + "{" + one(LISTS) + "}{" + condition(depth + 1) + "}";
                    case 10 -> "exists{" + one(List.of("@DIR@/lines", "/nosuch", "")) + "}";
                    default ->
                        one(List.of(
                                "queue_running",
                                "first_delivery",
                                "crypteq{secret}{\\{md5\\}Xr4ilOzQ4PCOq3aQ0qbuaQ==}"));
                };
    }

    private String comparands(int depth) {
        return braced(one(NUMBERS), depth) + blank() + "{" + one(NUMBERS) + "}";
    }

    private String extract(int depth) {
        return switch (random.nextInt(4)) {
            case 0 ->
                "${extract{" + one(List.of("foo", "bar", "BAZ", "k")) + "}"
                        + braced(
                                one(List.of("foo=1 bar=2", "Bar = \"a b\" foo=", "baz=\"x\\ty\"", "", "k=v k=w")),
                                depth)
                        + branches(depth) + "}";
            case 1 ->
                "${extract{" + one(List.of("1", "2", "-1", "0", "9")) + "}{" + one(List.of(":", ";", ".:", " ")) + "}"
                        + braced(one(LISTS), depth) + branches(depth) + "}";
            case 2 ->
                "${listextract{" + one(List.of("1", "2", "-1", "0", "7", "-3")) + "}{" + one(LISTS) + "}"
                        + branches(depth) + "}";
            default ->
                "${extract " + one(List.of("json", "jsons")) + "{" + one(List.of("a", "b", "1", "2")) + "}{"
                        + one(List.of("\\{\"a\":\"x\",\"b\":2\\}", "[\"p\",2]", "\\{\\}", "[]")) + "}{$value}{none}}";
        };
    }

    private String iteration(int depth) {
        var list = braced(one(LISTS), depth);
        return switch (random.nextInt(4)) {
            case 0 ->
                "${map" + list + "{"
                        + one(List.of(
                                "<$item>", "x$item", "${uc:$item}", "${if eq{$item}{a}{A}{$item$item}}", "$item:", ""))
                        + "}}";
            case 1 ->
                "${filter" + list + "{"
                        + one(List.of(
                                "eq{$item}{a}",
                                "!eqi{$item}{B}",
                                "match{$item}{[a-b]}",
                                "isip{$item}",
                                "def:item",
                                "inlist{$item}{a:k1}"))
                        + "}}";
            case 2 ->
                "${reduce" + list + "{" + one(WORDS) + "}{"
                        + one(List.of(
                                "$value$item",
                                "$item$value",
                                "${eval:${strlen:$value}+1}",
                                "${if gt{$item}{$value}{$item}{$value}}"))
                        + "}}";
            default ->
                "${sort" + list + "{" + one(ORDERS) + "}{" + one(List.of("$item", "${lc:$item}", "${substr_1:$item}"))
                        + "}}";
        };
    }

    private String textItem(int depth) {
        return switch (random.nextInt(6)) {
            case 0 ->
                "${sg" + braced(one(WORDS), depth) + "{" + one(PATTERNS) + "}{"
                        + one(List.of("-", "<\\$0>", "\\$1", "", "x\\$2y", "${uc:\\$0}")) + "}}";
            case 1 ->
                "${tr" + braced(one(WORDS), depth) + "{" + one(List.of("abc", "a", "", "lo")) + "}{"
                        + one(List.of("xyz", "X", "", "12")) + "}}";
            case 2 ->
                "${hmac{" + one(List.of("md5", "sha1", "sha256")) + "}" + braced(one(WORDS), depth) + "{" + one(WORDS)
                        + "}}";
            case 3 -> "${listquote{" + one(List.of(":", ";", ",")) + "}" + braced(one(LISTS), depth) + "}";
            case 4 ->
                "${readfile{" + one(List.of("@DIR@/short", "@DIR@/nosuch")) + "}"
                        + one(List.of("", "{}", "{:}", "{, }")) + "}";
            default ->
                "${expand:"
                        + one(List.of(
                                "\\$primary_hostname",
                                "\\${lc:ABC\\}",
                                "plain",
                                "\\$",
                                "\\${nosuch:x\\}",
                                "${lc:\\$QUALIFY_DOMAIN}"))
                        + "}";
        };
    }

    private String numberItem(int depth) {
        var name = one(List.of("substr", "length", "hash", "nhash"));
        int numbers = name.equals("length") ? 1 : 1 + random.nextInt(2);
        var out = new StringBuilder("${" + name);
        for (int i = 0; i < numbers; i++) {
            out.append('{').append(one(List.of("1", "2", "3", "5", "8", "26"))).append('}');
        }
        return out + braced(one(WORDS), depth) + "}";
    }

    private String lookup(int depth) {
        var key = one(List.of(
                "k1", "K2", "zz", "a.w.test", "x@k1", "re7", "quoted key", "10.1.2.3", "192.168.1.7", "long", "star"));
        return switch (random.nextInt(4)) {
            case 0 ->
                "${lookup" + braced(key, depth) + blank()
                        + one(List.of(
                                "lsearch",
                                "lsearch*",
                                "lsearch*@",
                                "partial-lsearch",
                                "partial1-lsearch",
                                "nwildlsearch",
                                "lsearch,ret=key"))
                        + "{@DIR@/lines}" + branches(depth) + "}";
            case 1 ->
                "${lookup{" + one(List.of("lines", "nosuch", "sub", "a/b", "..")) + "}dsearch"
                        + one(List.of("", ",ret=full", ",filter=file", ",filter=dir", ",filter=subdir"))
                        + "{@DIR@/names}" + branches(depth) + "}";
            case 2 ->
                "${lookup{" + one(List.of("10.1.2.3", "192.168.1.1", "192.168.1.7", "2001:db8::7", "172.16.0.1"))
                        + "}iplsearch{@DIR@/networks}" + branches(depth) + "}";
            default ->
                "${lookup{" + key + "}" + one(List.of("lsearch", "nosuch", "iplsearch")) + "{@DIR@/"
                        + one(List.of("lines", "nosuch")) + "}" + branches(depth) + "}";
        };
    }

    private String network() {
        return switch (random.nextInt(4)) {
            case 0 -> "${mask:" + one(IPS) + one(List.of("", "/8", "/0", "/32", "/33", "/x")) + "}";
            case 1 -> "${reverse_ip:" + one(IPS) + "}";
            case 2 -> "${ipv6norm:" + one(IPS) + "}";
            default -> "${ipv6denorm:" + one(IPS) + "}";
        };
    }

    private String numberOperator() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> "${eval:" + arithmetic(0) + "}";
            case 3 -> "${eval10:" + arithmetic(0) + "}";
            case 4 -> "${time_eval:" + one(List.of("1h", "2d3h", "90m", "5", "x", "", "1w1d1h1m1s", "0s")) + "}";
            case 5 -> "${time_interval:" + one(List.of("0", "59", "3661", "86400", "604799", "x", "-5", "")) + "}";
            case 6 ->
                "${" + one(List.of("base62", "base62d", "base32", "base32d")) + ":"
                        + one(List.of("0", "61", "3843", "zz", "ab", "-", "7", "")) + "}";
            default ->
                "${" + one(List.of("base64d", "hex2b64")) + ":"
                        + one(List.of("aGVsbG8=", "6869", "686", "zz", "", "YQ==", "00ff", "a b")) + "}";
        };
    }

    private String arithmetic(int depth) {
        if (depth > 2 || chance(3)) {
            return one(List.of("1", "2", "7", "10", "010", "0x1f", "1K", "3m", "08", "x", "", "255"));
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(" + arithmetic(depth + 1) + ")";
            case 1 -> one(List.of("-", "~", "+")) + arithmetic(depth + 1);
            default ->
                arithmetic(depth + 1)
                        + blank()
                        + one(List.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"))
                        + blank()
                        + arithmetic(depth + 1);
        };
    }
}
