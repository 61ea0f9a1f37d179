package postern.tls.policy;

/// One step of an OpenSSL cipher string, with the place of the word that asks for it.
sealed interface OpenSslEdit {
    /// The word.
    Place place();

    /// What happens to the suites that an item names.
    enum Action {
        /// No operator: those that are not selected are, at the end.
        ADD,
        /// `+`: those that are selected go to the end.
        MOVE,
        /// `-`: they are not selected any more, but may be again; they wait at the head.
        REMOVE,
        /// `!`: they are gone for good.
        BAN
    }

    /// An operator and an item.
    record Select(Action action, SuiteFilter filter, Place place) implements OpenSslEdit {}

    /// `@STRENGTH`: the longest key first.
    record Sort(Place place) implements OpenSslEdit {}

    /// `@SECLEVEL=n`.
    record Level(int level, Place place) implements OpenSslEdit {}
}
