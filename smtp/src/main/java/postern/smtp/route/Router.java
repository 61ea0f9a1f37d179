package postern.smtp.route;

/// Decides where addresses go.
public sealed interface Router permits AcceptRouter, DnsLookupRouter, ManualRouter, RedirectRouter {
    /// The generic options.
    Common common();

    /// The answer for an address that meets the preconditions.
    Route route(RouteQuestion question);

    /// What all routers have.
    ///
    /// @param name as configured
    /// @param after what happens when it declines or has taken the address
    record Common(String name, Preconditions preconditions, After after) {
        /// A router of that name without conditions.
        public static Common named(String name) {
            return new Common(name, Preconditions.NONE, After.NEXT);
        }

        /// The same with conditions.
        public Common with(Preconditions other) {
            return new Common(name, other, after);
        }

        /// The same with another end.
        public Common with(After other) {
            return new Common(name, preconditions, other);
        }
    }

    /// `more` and `unseen`.
    enum After {
        /// Who is declined goes to the next router, who is taken does not.
        NEXT,
        /// `no_more`: who is declined fails.
        NO_MORE,
        /// `unseen`: who is taken goes to the next router as well.
        UNSEEN
    }

    /// Whether it is to be asked.
    default boolean isFor(RouteQuestion question) {
        return common().preconditions().hold(question);
    }
}
