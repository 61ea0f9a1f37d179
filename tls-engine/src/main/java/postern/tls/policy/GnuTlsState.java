package postern.tls.policy;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.policy.GnuTlsEdit.Listing;

/// The lists and flags that a GnuTLS priority string edits, one token after the other.
final class GnuTlsState {
    private static final Set<GnuTlsFlag> TICKETS = EnumSet.of(GnuTlsFlag.NO_TICKETS, GnuTlsFlag.NO_TICKETS_TLS12);
    private static final Set<GnuTlsFlag> COMPAT = EnumSet.of(
            GnuTlsFlag.COMPAT,
            GnuTlsFlag.NO_ETM,
            GnuTlsFlag.NO_SESSION_HASH,
            GnuTlsFlag.DUMBFW,
            GnuTlsFlag.ALLOW_SMALL_RECORDS,
            GnuTlsFlag.DEBUG_ALLOW_KEY_USAGE_VIOLATIONS);
    private static final List<Set<GnuTlsFlag>> EXCLUSIVE = List.of(
            EnumSet.range(GnuTlsFlag.SAFE_RENEGOTIATION, GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION),
            EnumSet.range(GnuTlsFlag.SSL3_RECORD_VERSION, GnuTlsFlag.LATEST_RECORD_VERSION),
            EnumSet.range(GnuTlsFlag.PROFILE_VERY_WEAK, GnuTlsFlag.PROFILE_SUITEB192));

    private final Map<Listing, Set<String>> lists = new EnumMap<>(Listing.class);
    private final EnumSet<GnuTlsFlag> flags = EnumSet.noneOf(GnuTlsFlag.class);
    private Optional<GnuTlsProfile> profile = Optional.empty();
    private Optional<GnuTlsProfile> primes = Optional.empty();
    private boolean levelSeen;

    GnuTlsState() {
        for (var list : Listing.values()) {
            lists.put(list, new LinkedHashSet<>());
        }
        add(Listing.VERSIONS, GnuTlsThing.ALL_VERSIONS);
        add(Listing.SIGNATURES, GnuTlsLevel.SIGNATURES);
        add(Listing.GROUPS, GnuTlsLevel.GROUPS);
        add(Listing.CLIENT_CERTIFICATES, List.of("X509"));
        add(Listing.SERVER_CERTIFICATES, List.of("X509"));
    }

    /// Carries out one edit.
    void apply(GnuTlsEdit edit) {
        switch (edit) {
            case GnuTlsEdit.Nothing _ -> {
                lists.values().forEach(Set::clear);
                levelSeen = true;
            }
            case GnuTlsEdit.Level level -> level(level);
            case GnuTlsEdit.Add(var list, var names, var place) -> add(list, names);
            case GnuTlsEdit.Remove(var list, var names, var place) -> names.forEach(of(list)::remove);
            case GnuTlsEdit.Clear(var list, var place) -> of(list).clear();
            case GnuTlsEdit.Flag(var flag, var place) -> flag(flag);
        }
    }

    private void level(GnuTlsEdit.Level edit) {
        var level = edit.level();
        boolean replaces = !edit.signed() && !levelSeen;
        levelSeen |= !edit.signed();
        take(Listing.CIPHERS, level.ciphers(), replaces);
        take(Listing.MACS, level.macs(), replaces);
        take(Listing.KEY_EXCHANGES, level.keyExchanges(), replaces);
        take(Listing.SIGNATURES, level.signatures(), replaces);
        take(Listing.GROUPS, level.groups(), replaces);
        take(Listing.VERSIONS, level.versions(), replaces && !level.versions().isEmpty());
        profile = lower(profile, GnuTlsProfile.ofLevel(edit.name()));
        primes = lower(primes, Optional.of(GnuTlsProfile.ofPrimes(edit.name())));
        flags.removeAll(TICKETS);
        if (edit.name().equals("PFS")) {
            flags.add(GnuTlsFlag.NO_TICKETS_TLS12);
        }
    }

    private static Optional<GnuTlsProfile> lower(Optional<GnuTlsProfile> before, Optional<GnuTlsProfile> level) {
        return Stream.concat(before.stream(), level.stream()).min(Comparator.naturalOrder());
    }

    /// What certificates have to be worth; empty if no token says so.
    Optional<GnuTlsProfile> profile() {
        return profile;
    }

    /// How large the primes of Diffie-Hellman have to be; empty if no token says so.
    Optional<GnuTlsProfile> primes() {
        return primes;
    }

    private void take(Listing list, List<String> names, boolean replaces) {
        if (replaces) {
            of(list).clear();
        }
        add(list, names);
    }

    private void add(Listing list, List<String> names) {
        of(list).addAll(names);
    }

    /// Of some flags only the last one counts.
    private void flag(GnuTlsFlag flag) {
        EXCLUSIVE.stream().filter(group -> group.contains(flag)).forEach(flags::removeAll);
        profile = GnuTlsProfile.of(flag).or(() -> profile);
        flags.addAll(flag == GnuTlsFlag.COMPAT ? COMPAT : EnumSet.of(flag));
    }

    Set<String> of(Listing list) {
        return Objects.requireNonNull(lists.get(list));
    }

    Set<GnuTlsFlag> flags() {
        return flags;
    }

    /// All that the lists stand for as they are and that has a code point.
    Set<Enum<?>> things() {
        var things = new HashSet<Enum<?>>(GnuTlsPolicy.collect(this));
        for (var version : ProtocolVersion.values()) {
            addIf(of(Listing.VERSIONS).contains(version.displayName()), version, things);
        }
        for (var group : NamedGroup.values()) {
            addIf(of(Listing.GROUPS).contains(group.name()), group, things);
        }
        for (var scheme : SignatureScheme.values()) {
            boolean listed = SecurityPolicy.gnuTlsNames(scheme).stream().anyMatch(of(Listing.SIGNATURES)::contains);
            addIf(listed, scheme, things);
        }
        return things;
    }

    private static void addIf(boolean listed, Enum<?> thing, Set<Enum<?>> things) {
        if (listed) {
            things.add(thing);
        }
    }

    /// Whether a suite, by its name, or something else by its own can be made of the lists as they are.
    boolean contains(String name) {
        return lists.values().stream().anyMatch(list -> list.contains(name))
                || GnuTlsPolicy.collect(this).stream()
                        .anyMatch(suite -> suite.gnuTlsName().equals(name));
    }
}
