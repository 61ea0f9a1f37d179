package postern.smtp.list;

import org.jspecify.annotations.Nullable;
import postern.smtp.expand.Value;

/// What one item says: yes, no, or that the list cannot say yes, whatever follows.
///
/// @param answer which
/// @param data what a yes knows of the subject; null if nothing
record ItemOutcome(Answer answer, @Nullable Value data) {
    /// The item does not match: the next one is asked.
    static final ItemOutcome NO = new ItemOutcome(Answer.NO, null);

    /// The item matches, and has nothing to say about it.
    static final ItemOutcome YES = new ItemOutcome(Answer.YES, null);

    /// The subject is in no list that has such an item: a host without a name, where a name is wanted.
    static final ItemOutcome GIVE_UP = new ItemOutcome(Answer.GIVE_UP, null);

    enum Answer {
        YES,
        NO,
        GIVE_UP
    }

    static ItemOutcome yes(@Nullable Value data) {
        return new ItemOutcome(Answer.YES, data);
    }

    static ItemOutcome of(boolean matches, Value data) {
        return matches ? yes(data) : NO;
    }
}
