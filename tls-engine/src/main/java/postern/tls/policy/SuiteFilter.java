package postern.tls.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.ProtocolVersion;

/// What a word of an OpenSSL cipher string stands for: a value, or several, for each field of a suite. A field
/// that the word does not care about has all values.
///
/// @param lowest the suite's oldest version, if it matters
/// @param notDefault whether only suites that are not in `DEFAULT` match
/// @param exact the one suite, if the word is its name
record SuiteFilter(
        Set<Kx> kx,
        Set<Auth> auth,
        Set<Bulk> bulk,
        Set<Mac> mac,
        Set<StrengthClass> classes,
        @Nullable ProtocolVersion lowest,
        boolean notDefault,
        @Nullable CipherSuite exact) {
    private static final Set<StrengthClass> ANY_CLASS = EnumSet.allOf(StrengthClass.class);

    /// Everything.
    static final SuiteFilter ANY = new SuiteFilter(
            EnumSet.allOf(Kx.class),
            EnumSet.allOf(Auth.class),
            EnumSet.allOf(Bulk.class),
            EnumSet.allOf(Mac.class),
            ANY_CLASS,
            null,
            false,
            null);

    /// The name of a suite: all its own fields, except the version, and itself.
    static SuiteFilter named(CipherSuite suite) {
        return new SuiteFilter(
                EnumSet.of(suite.kx()),
                EnumSet.of(suite.auth()),
                EnumSet.of(suite.bulk()),
                EnumSet.of(suite.mac()),
                StrengthClass.of(suite),
                null,
                StrengthClass.isNotDefault(suite),
                suite);
    }

    SuiteFilter kx(Kx first, Kx... more) {
        return new SuiteFilter(EnumSet.of(first, more), auth, bulk, mac, classes, lowest, notDefault, exact);
    }

    SuiteFilter auth(Set<Auth> values) {
        return new SuiteFilter(kx, values, bulk, mac, classes, lowest, notDefault, exact);
    }

    SuiteFilter auth(Auth value) {
        return auth(EnumSet.of(value));
    }

    SuiteFilter bulk(Set<Bulk> values) {
        return new SuiteFilter(kx, auth, values, mac, classes, lowest, notDefault, exact);
    }

    SuiteFilter mac(Mac value) {
        return new SuiteFilter(kx, auth, bulk, EnumSet.of(value), classes, lowest, notDefault, exact);
    }

    SuiteFilter classes(StrengthClass value) {
        return new SuiteFilter(kx, auth, bulk, mac, EnumSet.of(value), lowest, notDefault, exact);
    }

    SuiteFilter lowest(ProtocolVersion value) {
        return new SuiteFilter(kx, auth, bulk, mac, classes, value, notDefault, exact);
    }

    SuiteFilter onlyNotDefault() {
        return new SuiteFilter(kx, auth, bulk, mac, classes, lowest, true, exact);
    }

    /// This word joined with the next by `+`: what both stand for, field by field; empty if a field has nothing
    /// left.
    ///
    /// Two oddities are OpenSSL's. Only the last word's suite counts as such, those before it only give their
    /// fields. And the first word that has a class makes the item forget that an earlier one was
    /// `COMPLEMENTOFDEFAULT`.
    Optional<SuiteFilter> and(SuiteFilter next) {
        if (lowest != null && next.lowest != null && lowest != next.lowest) {
            return Optional.empty();
        }
        boolean forgets = !next.classes.equals(ANY_CLASS) && classes.equals(ANY_CLASS);
        var joined = new SuiteFilter(
                common(kx, next.kx),
                common(auth, next.auth),
                common(bulk, next.bulk),
                common(mac, next.mac),
                common(classes, next.classes),
                next.lowest == null ? lowest : next.lowest,
                next.notDefault || notDefault && !forgets,
                next.exact);
        boolean isVoid = joined.kx.isEmpty()
                || joined.auth.isEmpty()
                || joined.bulk.isEmpty()
                || joined.mac.isEmpty()
                || joined.classes.isEmpty();
        return isVoid ? Optional.empty() : Optional.of(joined);
    }

    private static <T extends Enum<T>> Set<T> common(Set<T> ours, Set<T> theirs) {
        var both = EnumSet.copyOf(ours);
        both.retainAll(theirs);
        return both;
    }

    /// Whether a suite is among those meant.
    boolean matches(CipherSuite suite) {
        return (exact == null || exact == suite)
                && kx.contains(suite.kx())
                && auth.contains(suite.auth())
                && bulk.contains(suite.bulk())
                && mac.contains(suite.mac())
                && (lowest == null || lowest == suite.lowestVersion())
                && (!notDefault || StrengthClass.isNotDefault(suite))
                && !Collections.disjoint(classes, StrengthClass.of(suite));
    }
}
