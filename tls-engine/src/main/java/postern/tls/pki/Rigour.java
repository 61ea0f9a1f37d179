package postern.tls.pki;

import java.util.Set;

/// How strictly certificates are judged, beyond the rules of RFC 5280, which have no grades.
///
/// @param strength what the keys of a path and its signatures have to be worth
/// @param tolerated broken signature algorithms that are let pass all the same
/// @param departures rules that are kept otherwise than usual
public record Rigour(Strength strength, Set<SignatureName> tolerated, Set<Departure> departures) {
    /// What no policy has changed.
    public static final Rigour USUAL = new Rigour(Strength.USUAL, Set.of(), Set.of());

    /// Keeps its own copies of the sets.
    public Rigour {
        tolerated = Set.copyOf(tolerated);
        departures = Set.copyOf(departures);
    }

    /// A rule that is kept otherwise than usual.
    public enum Departure {
        /// A key may sign a handshake although its certificate does not say so.
        KEY_USAGE_IGNORED,
        /// A name with a wildcard matches nothing.
        WILDCARDS_REFUSED,
        /// Revocation lists are not looked at.
        LISTS_IGNORED
    }

    Rigour withRsaBits(int bits) {
        return new Rigour(strength.withRsaBits(bits), tolerated, departures);
    }

    boolean has(Departure departure) {
        return departures.contains(departure);
    }
}
