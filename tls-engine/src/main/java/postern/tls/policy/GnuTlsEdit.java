package postern.tls.policy;

import java.util.List;

/// One step of a GnuTLS priority string, with the place of the token that asks for it.
sealed interface GnuTlsEdit {
    /// The token.
    Place place();

    /// The lists that a priority string edits.
    enum Listing {
        VERSIONS,
        CIPHERS,
        KEY_EXCHANGES,
        MACS,
        SIGNATURES,
        GROUPS,
        CLIENT_CERTIFICATES,
        SERVER_CERTIFICATES
    }

    /// `NONE` at the start: all lists are empty, and levels only add.
    record Nothing(Place place) implements GnuTlsEdit {}

    /// A level. Without a sign the first one replaces what was said before; others add what is missing.
    record Level(String name, GnuTlsLevel level, boolean signed, Place place) implements GnuTlsEdit {}

    /// `+`: those of these names that are missing go to the end of the list, in this order.
    record Add(Listing list, List<String> names, Place place) implements GnuTlsEdit {}

    /// `-` or `!`: these names go.
    record Remove(Listing list, List<String> names, Place place) implements GnuTlsEdit {}

    /// `-` or `!` with a word for everything: the list is empty.
    record Clear(Listing list, Place place) implements GnuTlsEdit {}

    /// `%`.
    record Flag(GnuTlsFlag flag, Place place) implements GnuTlsEdit {}
}
