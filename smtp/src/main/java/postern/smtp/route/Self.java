package postern.smtp.route;

/// What to do about mail that would go to this host itself: `self`.
public enum Self {
    /// Keep it until somebody has looked.
    FREEZE,
    /// Try later.
    DEFER,
    /// Give it back.
    FAIL,
    /// Ask the next router.
    PASS,
    /// Send it all the same.
    SEND
}
