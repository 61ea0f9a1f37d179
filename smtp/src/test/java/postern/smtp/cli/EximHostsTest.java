package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.config.ConfigException;
import postern.smtp.config.ConfigParser;
import postern.smtp.config.Configuration;
import postern.smtp.expand.ListKind;
import postern.smtp.expand.ListMatching;
import postern.smtp.expand.Value;

/// The same host lists for `hosts =` in an access control list of `exim -bh ADDRESS`, and for ours.
class EximHostsTest {
    private static final int LISTS = 200;
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "192.168.1.7", "172.16.0.1", "2001:db8::7", "203.0.113.5");
    private static final Pattern MATCHED = Pattern.compile("^LOG: matched (\\d+)$", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void hostsAreInTheSameLists() throws IOException, ConfigException {
        var exim = EximPeer.in(directory);
        var lists = new ListGenerator(3)
                .hostLists(LISTS).stream()
                        .map(list -> list.replace("@DIR@", directory.toString()))
                        .toList();
        var plain = ConfigParser.parse(exim.configuration(), Map.of());
        Files.writeString(exim.configuration(), accessControl(lists), StandardOpenOption.APPEND);
        int matched = 0;
        for (var address : ADDRESSES) {
            exim.run(List.of("-bh", address), "QUIT\r\n");
            var theirs = new TreeSet<Integer>();
            MATCHED.matcher(exim.errors()).results().forEach(m -> theirs.add(Integer.valueOf(m.group(1))));
            var ours = ours(lists, address, plain);
            for (int i = 0; i < lists.size(); i++) {
                assertEquals(
                        theirs.contains(i), ours.contains(i), address + " in " + lists.get(i) + "\n" + exim.errors());
            }
            matched += theirs.size();
        }
        assertTrue(matched > LISTS && matched < LISTS * ADDRESSES.size(), matched + " matches say something");
    }

    private static String accessControl(List<String> lists) {
        var text = new StringBuilder("acl_smtp_connect = connect\nbegin acl\nconnect:\n");
        for (int i = 0; i < lists.size(); i++) {
            text.append("  warn hosts = ")
                    .append(lists.get(i))
                    .append("\n       logwrite = matched ")
                    .append(i)
                    .append('\n');
        }
        return text.append("  accept\n").toString();
    }

    private static Set<Integer> ours(List<String> lists, String address, Configuration configuration) {
        var environment = ConfiguredExpansion.environment(configuration);
        var matched = new TreeSet<Integer>();
        for (int i = 0; i < lists.size(); i++) {
            var outcome = environment
                    .lists()
                    .match(ListKind.HOST, Value.fromPeer(address), Value.trusted(lists.get(i)), environment);
            if (outcome instanceof ListMatching.Matched) {
                matched.add(i);
            }
        }
        return matched;
    }
}
