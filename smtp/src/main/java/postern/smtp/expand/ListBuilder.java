package postern.smtp.expand;

/// A list that is being written.
final class ListBuilder {
    private final char separator;
    private final Budget budget;
    private final StringBuilder text = new StringBuilder();
    private Taint taint;
    private boolean any;

    ListBuilder(char separator, Taint taint, Budget budget) {
        this.separator = separator;
        this.taint = taint;
        this.budget = budget;
    }

    /// Adds an item, with the separators in it doubled. An empty item after another is written as a blank, so
    /// that two separators do not come together.
    void add(Value item) {
        if (any) {
            text.append(separator);
        }
        any = true;
        text.append(item.isEmpty() ? (text.isEmpty() ? "" : " ") : SeparatedList.quote(item.text(), separator));
        taint = taint.and(item.taint());
        budget.checkLength(text.length());
    }

    Value value() {
        return new Value(text.toString(), taint);
    }
}
