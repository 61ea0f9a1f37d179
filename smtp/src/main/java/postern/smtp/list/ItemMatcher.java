package postern.smtp.list;

import postern.smtp.expand.Value;

/// What the items of one kind of list mean.
interface ItemMatcher {
    /// Whether an item matches the subject of the search.
    ///
    /// @throws postern.smtp.expand.ExpansionStop if it cannot be said
    ItemOutcome match(Value item);

    /// Whether an item matches nothing but sets something for those that follow.
    default boolean isSetting(String item) {
        return false;
    }
}
