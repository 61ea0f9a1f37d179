package postern.tls.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
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
    private final EnumSet<CipherSuite> banned = EnumSet.noneOf(CipherSuite.class);
    private final IdentityHashMap<SuiteFilter, EnumSet<CipherSuite>> passing = new IdentityHashMap<>();
    private final List<CipherSuite> list;
    private final CipherSuite[] spare;

    /// Begins with all suites of a world in OpenSSL's order of preference, and none selected.
    OpenSslEvaluator(SuiteWorld world) {
        list = new ArrayList<>(world.suites());
        spare = new CipherSuite[list.size()];
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

    /// The suites that are selected, in no order; the caller's own copy.
    EnumSet<CipherSuite> all() {
        return EnumSet.copyOf(selected);
    }

    /// Carries out one edit.
    void apply(OpenSslEdit edit) {
        switch (edit) {
            case OpenSslEdit.Select(var action, var filter, var place) -> apply(action, matching(filter));
            case OpenSslEdit.Sort _ -> sortByStrength();
            case OpenSslEdit.Level _ -> {} // about the connection, not the list
        }
    }

    /// The suites that pass a filter. A string may say one word a hundred thousand times; it is looked up once.
    private EnumSet<CipherSuite> matching(SuiteFilter filter) {
        return passing.computeIfAbsent(filter, _ -> those(filter::matches));
    }

    private EnumSet<CipherSuite> those(Predicate<CipherSuite> matching) {
        var suites = EnumSet.noneOf(CipherSuite.class);
        list.stream().filter(matching).forEach(suites::add);
        return suites;
    }

    private void apply(Action action, Predicate<CipherSuite> matching) {
        apply(action, those(matching));
    }

    private void apply(Action action, EnumSet<CipherSuite> matching) {
        var moved = EnumSet.copyOf(matching);
        moved.removeAll(banned);
        switch (action) {
            case ADD -> {
                moved.removeAll(selected);
                toTail(moved);
                selected.addAll(moved);
            }
            case MOVE -> {
                moved.retainAll(selected);
                toTail(moved);
            }
            case REMOVE -> {
                moved.retainAll(selected);
                toHead(moved);
                selected.removeAll(moved);
            }
            case BAN -> {
                list.removeIf(moved::contains);
                banned.addAll(moved);
                selected.removeAll(moved);
            }
        }
    }

    /// The longest key first, among equals as before. Those that are not selected go to the head.
    private void sortByStrength() {
        toTail(selected);
        int first = list.size() - selected.size();
        list.subList(first, list.size())
                .sort(Comparator.comparingInt(SecurityLevel::strength).reversed());
    }

    private void toTail(EnumSet<CipherSuite> moved) {
        part(moved, list.size() - moved.size(), 0);
    }

    private void toHead(EnumSet<CipherSuite> moved) {
        part(moved, 0, moved.size());
    }

    /// Parts the list in two, each part keeping its order.
    private void part(EnumSet<CipherSuite> moved, int firstMoved, int firstKept) {
        int atMoved = firstMoved;
        int atKept = firstKept;
        for (var suite : list) {
            spare[moved.contains(suite) ? atMoved++ : atKept++] = suite;
        }
        for (int i = 0; i < list.size(); i++) {
            list.set(i, spare[i]);
        }
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
        toHead(those(suite -> suite.lowestVersion() == ProtocolVersion.TLS12));
        toHead(those(aead));
        toHead(those(ephemeral));
        toHead(those(ephemeral.and(aead)));
    }
}
