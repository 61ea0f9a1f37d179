package postern.tls.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.OpenSslEdit.Action;

/// Carries out the edits of a cipher string, on one list of all suites with a mark for those that are selected.
/// Suites that are not selected have a place, too: it decides where they stand when a later edit brings them in.
final class OpenSslEvaluator {
    private final EnumSet<CipherSuite> selected = EnumSet.noneOf(CipherSuite.class);
    private final IdentityHashMap<SuiteFilter, Set<CipherSuite>> passing = new IdentityHashMap<>();
    private List<CipherSuite> list;

    /// Begins with all suites of a world in OpenSSL's order of preference, and none selected.
    OpenSslEvaluator(SuiteWorld world) {
        list = new ArrayList<>(world.suites());
        preferForwardSecrecy();
        deferTheOld();
        sortByStrength();
        preferTheNew();
        selected.clear();
    }

    /// The suites that are selected, in order.
    List<CipherSuite> selected() {
        return list.stream().filter(selected::contains).toList();
    }

    /// Carries out one edit.
    void apply(OpenSslEdit edit) {
        switch (edit) {
            case OpenSslEdit.Select(var action, var filter, var place) -> apply(action, matching(filter)::contains);
            case OpenSslEdit.Sort _ -> sortByStrength();
            case OpenSslEdit.Level _ -> {} // about the connection, not the list
        }
    }

    /// The suites that pass a filter. A string may say one word a hundred thousand times; it is looked up once.
    private Set<CipherSuite> matching(SuiteFilter filter) {
        return passing.computeIfAbsent(filter, _ -> {
            var suites = EnumSet.noneOf(CipherSuite.class);
            list.stream().filter(filter::matches).forEach(suites::add);
            return suites;
        });
    }

    private void apply(Action action, Predicate<CipherSuite> matching) {
        switch (action) {
            case ADD -> selected.addAll(toTail(suite -> !selected.contains(suite) && matching.test(suite)));
            case MOVE -> toTail(suite -> selected.contains(suite) && matching.test(suite));
            case REMOVE -> selected.removeAll(toHead(suite -> selected.contains(suite) && matching.test(suite)));
            case BAN -> {
                list.removeIf(matching);
                selected.removeIf(matching);
            }
        }
    }

    /// The longest key first, among equals as before. Those that are not selected go to the head.
    private void sortByStrength() {
        toTail(selected::contains);
        int first = list.size() - selected.size();
        list.subList(first, list.size())
                .sort(Comparator.comparingInt(SecurityLevel::strength).reversed());
    }

    private Set<CipherSuite> toTail(Predicate<CipherSuite> moved) {
        return part(moved, false);
    }

    private Set<CipherSuite> toHead(Predicate<CipherSuite> moved) {
        return part(moved, true);
    }

    /// Parts the list in two, each half keeping its order.
    private Set<CipherSuite> part(Predicate<CipherSuite> moved, boolean first) {
        var hits = new ArrayList<CipherSuite>(list.size());
        var rest = new ArrayList<CipherSuite>(list.size());
        for (var suite : list) {
            (moved.test(suite) ? hits : rest).add(suite);
        }
        list = first ? hits : rest;
        var moves = EnumSet.noneOf(CipherSuite.class);
        moves.addAll(hits);
        list.addAll(first ? rest : hits);
        return moves;
    }

    // OpenSSL's order of preference, made with the same moves.

    private void preferForwardSecrecy() {
        apply(Action.ADD, suite -> suite.kx() == Kx.ECDHE && suite.auth() == Auth.ECDSA);
        apply(Action.ADD, suite -> suite.kx() == Kx.ECDHE);
        apply(Action.REMOVE, suite -> suite.kx() == Kx.ECDHE);
        apply(Action.ADD, suite -> suite.bulk() == Bulk.AES_128_GCM || suite.bulk() == Bulk.AES_256_GCM);
        apply(Action.ADD, suite -> suite.bulk() == Bulk.CHACHA20_POLY1305);
        apply(Action.ADD, suite -> suite.bulk().name().startsWith("AES"));
        apply(Action.ADD, _ -> true);
    }

    private void deferTheOld() {
        apply(Action.MOVE, suite -> suite.mac() == Mac.MD5);
        apply(Action.MOVE, suite -> suite.auth() == Auth.NONE);
        apply(Action.MOVE, suite -> suite.kx() == Kx.RSA);
        apply(Action.MOVE, suite -> suite.kx() == Kx.PSK);
        apply(Action.MOVE, suite -> suite.bulk() == Bulk.RC4_128);
    }

    private void preferTheNew() {
        Predicate<CipherSuite> ephemeral = suite -> suite.kx() == Kx.DHE || suite.kx() == Kx.ECDHE;
        Predicate<CipherSuite> aead = suite -> suite.mac() == Mac.AEAD;
        toHead(suite -> suite.lowestVersion() == ProtocolVersion.TLS12);
        toHead(aead);
        toHead(ephemeral);
        toHead(ephemeral.and(aead));
    }
}
