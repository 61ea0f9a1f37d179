package postern.smtp.route;

import java.util.function.Predicate;

/// What has to be true for a router to be asked; Exim's generic options of that kind. Each is a test made from
/// a list or an expansion; one that was not given is [#always].
///
/// @param domains `domains`
/// @param localParts `local_parts`
/// @param senders `senders`
/// @param condition `condition`, and whatever else depends on all of it
/// @param use `verify`, `verify_only`
public record Preconditions(
        Predicate<RouteQuestion> domains,
        Predicate<RouteQuestion> localParts,
        Predicate<RouteQuestion> senders,
        Predicate<RouteQuestion> condition,
        Use use) {
    /// No conditions.
    public static final Preconditions NONE = new Preconditions(always(), always(), always(), always(), Use.ALWAYS);

    /// When a router is used.
    public enum Use {
        /// To deliver and to verify.
        ALWAYS,
        /// `verify_only`.
        VERIFY_ONLY,
        /// `no_verify`.
        DELIVER_ONLY
    }

    /// The test that everything passes.
    public static Predicate<RouteQuestion> always() {
        return _ -> true;
    }

    /// These with another test of the domain.
    public Preconditions withDomains(Predicate<RouteQuestion> test) {
        return new Preconditions(test, localParts, senders, condition, use);
    }

    /// These with another test of the local part.
    public Preconditions withLocalParts(Predicate<RouteQuestion> test) {
        return new Preconditions(domains, test, senders, condition, use);
    }

    /// These with another test of the sender.
    public Preconditions withSenders(Predicate<RouteQuestion> test) {
        return new Preconditions(domains, localParts, test, condition, use);
    }

    /// These with another test of everything.
    public Preconditions withCondition(Predicate<RouteQuestion> test) {
        return new Preconditions(domains, localParts, senders, test, use);
    }

    /// These for another use.
    public Preconditions withUse(Use other) {
        return new Preconditions(domains, localParts, senders, condition, other);
    }

    /// Whether all hold, asked in Exim's order.
    boolean hold(RouteQuestion question) {
        return isUsedFor(question.purpose())
                && domains.test(question)
                && localParts.test(question)
                && senders.test(question)
                && condition.test(question);
    }

    private boolean isUsedFor(RouteQuestion.Purpose purpose) {
        return switch (use) {
            case ALWAYS -> true;
            case VERIFY_ONLY -> purpose == RouteQuestion.Purpose.VERIFY;
            case DELIVER_ONLY -> purpose == RouteQuestion.Purpose.DELIVER;
        };
    }
}
