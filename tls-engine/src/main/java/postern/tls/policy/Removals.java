package postern.tls.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// Which word of a policy keeps a suite, a version, a group or a signature scheme out: what an operator wants to
/// know whose connections are refused.
///
/// The words are looked for when they are first asked for, once for each policy. May be shared by threads.
public final class Removals {
    /// No policy, so no words.
    public static final Removals NONE = new Removals(Map::of);

    /// A client may offer a thousand suites; a log line is not to.
    private static final int MAX_NAMES = 8;

    private final Supplier<Map<Enum<?>, String>> search;
    private volatile Optional<Map<Enum<?>, String>> found = Optional.empty();

    private Removals(Supplier<Map<Enum<?>, String>> search) {
        this.search = search;
    }

    /// The words of an OpenSSL cipher string; what they let stand, the level may still remove.
    static Removals of(OpenSslCipherString string, SecurityLevel level) {
        return new Removals(() -> {
            var words = new HashMap<Enum<?>, String>();
            string.removals().forEach((suite, place) -> words.put(suite, policyWord(place.of(string.text()))));
            var rule = "the level " + level.rule();
            List.of(CipherSuite.values()).stream()
                    .filter(suite -> !level.allows(suite))
                    .forEach(suite -> words.putIfAbsent(suite, rule));
            keep(words, ProtocolVersion.values(), each -> !level.allows((ProtocolVersion) each), rule);
            keep(words, NamedGroup.values(), each -> !level.allows((NamedGroup) each), rule);
            keep(words, SignatureScheme.values(), each -> !level.allows((SignatureScheme) each), rule);
            return words;
        });
    }

    private static void keep(
            Map<Enum<?>, String> words, Enum<?>[] all, java.util.function.Predicate<Enum<?>> out, String rule) {
        for (var each : all) {
            if (out.test(each)) {
                words.put(each, rule);
            }
        }
    }

    /// The words of a GnuTLS priority string.
    static Removals of(GnuTlsPriorityString string) {
        return new Removals(() -> {
            var words = new HashMap<Enum<?>, String>();
            string.removals().forEach((thing, place) -> words.put(thing, policyWord(place.of(string.text()))));
            return words;
        });
    }

    private static String policyWord(String word) {
        return "the policy word `" + word + "`";
    }

    /// The word that keeps this out; empty if no word does, or there are no words.
    public Optional<String> word(Enum<?> thing) {
        if (found.isEmpty()) {
            found = Optional.of(Map.copyOf(search.get()));
        }
        return Optional.ofNullable(found.orElseThrow().get(thing));
    }

    /// Which words keep out what a peer offers, to stand behind the sentence that says what it offers: empty, or
    /// `; the policy word `!kRSA` removed AES128-SHA`.
    ///
    /// @param offered suites, versions, groups or schemes
    public String blame(Collection<? extends Enum<?>> offered) {
        var byWord = new LinkedHashMap<String, List<String>>();
        for (var thing : offered) {
            word(thing)
                    .ifPresent(word ->
                            byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(name(thing)));
        }
        boolean all = byWord.size() == 1 && byWord.values().iterator().next().size() == offered.size();
        return byWord.entrySet().stream()
                .map(entry -> "; " + entry.getKey() + " removed " + (all ? pronoun(offered) : names(entry.getValue())))
                .collect(Collectors.joining());
    }

    private static String pronoun(Collection<?> offered) {
        return offered.size() == 1 ? "it" : "them";
    }

    private static String names(List<String> names) {
        var shown = String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES)));
        return names.size() > MAX_NAMES ? shown + " and " + (names.size() - MAX_NAMES) + " others" : shown;
    }

    private static String name(Enum<?> thing) {
        return switch (thing) {
            case CipherSuite suite -> suite.ianaName();
            case ProtocolVersion version -> version.displayName();
            case NamedGroup group -> group.displayName();
            case SignatureScheme scheme -> scheme.ianaName();
            default -> thing.name();
        };
    }
}
