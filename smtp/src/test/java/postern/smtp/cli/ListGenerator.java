package postern.smtp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Writes conditions that search lists of all kinds. The same seed gives the same texts.
final class ListGenerator {
    private static final List<String> DOMAINS = List.of(
            "a.example",
            "x.b.example",
            "b.example",
            "d.c.example",
            "c.example",
            "X.example",
            "k1",
            "w.test",
            "y.w.test",
            "",
            "mx.example.test",
            "[127.0.0.1]",
            "filed.example",
            "not.filed.example",
            "re7",
            "z");
    private static final List<String> DOMAIN_ITEMS = List.of(
            "a.example",
            "A.EXAMPLE",
            "*.b.example",
            "*example",
            "*",
            "b.example",
            "+locals",
            "+nested",
            "+but",
            "@",
            "@[]",
            "^[ab]\\\\.",
            "\\N^x\\.\\N",
            "lsearch;@DIR@/lines",
            "lsearch*;@DIR@/lines",
            "partial-lsearch;@DIR@/lines",
            "nwildlsearch;@DIR@/lines",
            "@DIR@/domains",
            "dsearch;@DIR@/names",
            "z",
            "",
            "+unknown");
    private static final List<String> LOCAL_PARTS =
            List.of("root", "Root", "postmaster", "hostmaster", "user", "k1", "", "a+b", "filed.example");
    private static final List<String> LOCAL_ITEMS = List.of(
            "root",
            "ROOT",
            "*master",
            "*",
            "^po",
            "^\\\\w+$",
            "+admins",
            "+caseful",
            "lsearch;@DIR@/lines",
            "@DIR@/domains",
            "",
            "a+b");
    private static final List<String> ADDRESSES = List.of(
            "me@b.example",
            "ME@B.example",
            "you@a.example",
            "root@mx.example.test",
            "",
            "x@k1",
            "k1@x",
            "a@y.w.test",
            "\"a b\"@c.example",
            "bare");
    private static final List<String> ADDRESS_ITEMS = List.of(
            "me@b.example",
            "*@a.example",
            "*@*.w.test",
            "a.example",
            "*",
            "+friends",
            "*@+locals",
            "^me@",
            "\\N^.*@b\\N",
            "lsearch;@DIR@/lines",
            "lsearch*@;@DIR@/lines",
            "*@lsearch;@DIR@/lines",
            "+caseful",
            "",
            "you@*",
            "*e@b.example",
            "@@lsearch;@DIR@/parts",
            "+locals",
            "*@@");
    private static final List<String> HOSTS = List.of(
            "10.1.2.3",
            "192.168.1.1",
            "192.168.1.7",
            "172.16.0.1",
            "172.16.0.2",
            "2001:db8::7",
            "::1",
            "::ffff:10.1.2.3",
            "",
            "127.0.0.1",
            "203.0.113.5");
    private static final List<String> HOST_ITEMS = List.of(
            "10.0.0.0/8",
            "10.1.2.3",
            "192.168.1.0/24",
            "*",
            "+relays",
            "@[]",
            "",
            "172.16.0.0/12",
            "203.0.113.5",
            "0.0.0.0/0",
            "10.1.2.3/32",
            "net-lsearch;@DIR@/networks",
            "net24-lsearch;@DIR@/networks",
            "net-iplsearch;@DIR@/networks",
            "iplsearch;@DIR@/networks",
            "@DIR@/hosts",
            "10.1.2/24",
            "10.1.2.3/33",
            "+include_unknown",
            "+ignore_unknown",
            "+unknown");
    private static final List<String> HOST_ITEMS_6 =
            List.of("2001:db8::/32", "::1", "::ffff:10.1.2.3", "fe80::/10", "::/0", "2001:db8::7/128");

    private final SplittableRandom random;

    ListGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    List<String> texts(int count) {
        var texts = new ArrayList<String>();
        while (texts.size() < count) {
            texts.add(
                    switch (random.nextInt(5)) {
                        case 0 -> condition("match_domain", one(DOMAINS), list(DOMAIN_ITEMS));
                        case 1 -> condition("match_local_part", one(LOCAL_PARTS), list(LOCAL_ITEMS));
                        case 2 -> condition("match_address", one(ADDRESSES), list(ADDRESS_ITEMS));
                        case 3 -> condition(one(List.of("inlist", "inlisti")), one(LOCAL_PARTS), list(LOCAL_PARTS));
                        default -> condition("match_ip", one(HOSTS), hosts());
                    });
        }
        return texts;
    }

    /// Host lists without faults, which an access control list can be made of. `iplsearch;` alone is ours:
    /// there Exim looks for the name of the host, which cannot be found.
    List<String> hostLists(int count) {
        var lists = new ArrayList<String>();
        while (lists.size() < count) {
            var list = hosts();
            if (!list.contains("+unknown") && !list.contains("networks::") && !list.matches(".*(^|[^-])iplsearch.*")) {
                lists.add(list);
            }
        }
        return lists;
    }

    /// A host list of IPv6 addresses needs another separator.
    private String hosts() {
        return random.nextInt(3) == 0 ? "<; " + items(HOST_ITEMS_6, " ; ") : list(HOST_ITEMS);
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String condition(String name, String subject, String list) {
        return "${if " + (random.nextInt(8) == 0 ? "!" : "") + name + "{" + subject + "}{" + list + "}{yes}{no}}";
    }

    private String list(List<String> items) {
        boolean plain = random.nextInt(6) > 0;
        return plain ? items(items, random.nextBoolean() ? " : " : ":") : "<, " + items(items, " , ");
    }

    private String items(List<String> items, String between) {
        var list = new ArrayList<String>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            list.add((random.nextInt(4) == 0 ? "!" : "") + one(items));
        }
        return String.join(between, list);
    }
}
