package postern.tls.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postern.tls.policy.GnuTlsEdit.Listing;

/// What follows a sign in a GnuTLS priority string: the name of one thing, or a word for many. The first rule that
/// fits counts, in the order of [#read].
///
/// @param edits where the edits go
/// @param add whether the sign was `+`
record GnuTlsThing(List<GnuTlsEdit> edits, boolean add, Place place) {
    private static final List<String> TLS = List.of("TLS1.3", "TLS1.2", "TLS1.1", "TLS1.0");
    private static final List<String> DTLS = List.of("DTLS1.2", "DTLS1.0");
    private static final List<String> DTLS_AND_OLDER = List.of("DTLS1.2", "DTLS1.0", "DTLS0.9");
    static final List<String> ALL_VERSIONS = List.of("TLS1.3", "TLS1.2", "TLS1.1", "TLS1.0", "DTLS1.2", "DTLS1.0");
    private static final List<String> CERTIFICATES = List.of("X509", "RAWPK");

    /// Reads it.
    ///
    /// @return whether it has a meaning
    boolean read(String name) {
        var word = name.toUpperCase(Locale.ROOT);
        return one(Listing.MACS, GnuTlsNames.find(GnuTlsNames.MACS, word))
                || word.equals("ARCFOUR-40")
                || one(Listing.CIPHERS, GnuTlsNames.find(GnuTlsNames.CIPHERS, word))
                || word.equals("RSA-EXPORT")
                || one(Listing.KEY_EXCHANGES, GnuTlsNames.find(GnuTlsNames.KEY_EXCHANGES, word))
                || family(word);
    }

    private boolean family(String word) {
        if (word.startsWith("GOST")) {
            return gost();
        }
        int hyphen = word.indexOf('-') + 1;
        var rest = word.substring(hyphen);
        return switch (word.substring(0, hyphen)) {
            case "VERS-" -> version(rest);
            case "COMP-" -> true; // nothing compresses any more
            case "CURVE-" -> curve(rest);
            case "GROUP-" -> group(rest);
            case "CTYPE-" -> certificates(rest);
            case "SIGN-" -> signature(rest);
            case "MAC-" -> all(rest, Listing.MACS, GnuTlsLevel.MACS, GnuTlsLevel.GOST.macs());
            case "CIPHER-" -> all(rest, Listing.CIPHERS, GnuTlsLevel.CIPHERS, GnuTlsLevel.GOST.ciphers());
            case "KX-" -> all(rest, Listing.KEY_EXCHANGES, GnuTlsLevel.KEY_EXCHANGES, GnuTlsLevel.GOST.keyExchanges());
            default -> false;
        };
    }

    /// All that the library knows of a kind, or all from the Russian standards; everything else is silently
    /// ignored.
    private boolean all(String rest, Listing list, List<String> usual, List<String> gost) {
        if (rest.startsWith("ALL")) {
            return many(list, usual);
        }
        return !rest.startsWith("GOST-ALL") || many(list, gost);
    }

    private boolean version(String rest) {
        if (rest.startsWith("TLS-ALL")) {
            return some(Listing.VERSIONS, TLS);
        }
        if (rest.startsWith("DTLS-ALL")) {
            return some(Listing.VERSIONS, add ? DTLS : DTLS_AND_OLDER);
        }
        return rest.startsWith("ALL")
                ? many(Listing.VERSIONS, ALL_VERSIONS)
                : one(Listing.VERSIONS, GnuTlsNames.find(GnuTlsNames.VERSIONS, rest));
    }

    private boolean curve(String rest) {
        return switch (rest) {
            case "TC26-256-B" -> one(Listing.GROUPS, Optional.of("GC256B"));
            case "TC26-512-A" -> one(Listing.GROUPS, Optional.of("GC512A"));
            default -> {
                var group = GnuTlsNames.find(GnuTlsNames.GROUPS, rest)
                        .filter(name -> name.startsWith("SECP") || name.startsWith("X"));
                yield rest.startsWith("ALL")
                        ? many(Listing.GROUPS, GnuTlsLevel.GROUPS)
                        : one(Listing.GROUPS, group.or(() -> GnuTlsNames.find(GnuTlsNames.SIGNING_CURVES, rest)));
            }
        };
    }

    private boolean group(String rest) {
        if (rest.startsWith("ALL")) {
            return many(Listing.GROUPS, GnuTlsLevel.GROUPS);
        }
        if (rest.startsWith("DH-ALL")) {
            return some(Listing.GROUPS, GnuTlsLevel.FIELDS);
        }
        if (rest.startsWith("EC-ALL")) {
            return some(Listing.GROUPS, GnuTlsLevel.CURVES);
        }
        return rest.startsWith("GOST-ALL")
                ? some(Listing.GROUPS, GnuTlsLevel.GOST_GROUPS)
                : one(Listing.GROUPS, GnuTlsNames.find(GnuTlsNames.GROUPS, rest));
    }

    private boolean certificates(String rest) {
        if (rest.startsWith("CLI-")) {
            return certificates(rest.substring(4), List.of(Listing.CLIENT_CERTIFICATES));
        }
        if (rest.startsWith("SRV-")) {
            return certificates(rest.substring(4), List.of(Listing.SERVER_CERTIFICATES));
        }
        boolean openPgp = rest.startsWith("OPENPGP");
        return openPgp || certificates(rest, List.of(Listing.CLIENT_CERTIFICATES, Listing.SERVER_CERTIFICATES));
    }

    private boolean certificates(String rest, List<Listing> lists) {
        if (rest.startsWith("ALL")) {
            lists.forEach(list -> many(list, CERTIFICATES));
            return true;
        }
        var type = switch (rest) {
            case "X509", "X.509" -> Optional.of("X509");
            case "RAWPK" -> Optional.of("RAWPK");
            default -> Optional.<String>empty();
        };
        lists.forEach(list -> one(list, type));
        return type.isPresent();
    }

    private boolean signature(String rest) {
        if (rest.startsWith("ALL")) {
            return many(Listing.SIGNATURES, GnuTlsLevel.SIGNATURES);
        }
        return rest.startsWith("GOST-ALL")
                ? many(Listing.SIGNATURES, GnuTlsLevel.GOST.signatures())
                : one(Listing.SIGNATURES, GnuTlsNames.find(GnuTlsNames.SIGNATURES, rest));
    }

    /// Everything from the Russian standards. Taking it away takes everything else with it, except groups.
    private boolean gost() {
        var gost = GnuTlsLevel.GOST;
        return many(Listing.CIPHERS, gost.ciphers())
                && many(Listing.MACS, gost.macs())
                && many(Listing.KEY_EXCHANGES, gost.keyExchanges())
                && many(Listing.SIGNATURES, gost.signatures())
                && some(Listing.GROUPS, gost.groups());
    }

    private boolean one(Listing list, Optional<String> name) {
        return name.isPresent() && some(list, List.of(name.get()));
    }

    /// Adds these, or removes these.
    private boolean some(Listing list, List<String> names) {
        return edits.add(add ? new GnuTlsEdit.Add(list, names, place) : new GnuTlsEdit.Remove(list, names, place));
    }

    /// Adds these, or removes everything.
    private boolean many(Listing list, List<String> names) {
        return edits.add(add ? new GnuTlsEdit.Add(list, names, place) : new GnuTlsEdit.Clear(list, place));
    }
}
