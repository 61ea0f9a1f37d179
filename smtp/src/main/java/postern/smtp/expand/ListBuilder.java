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

    /// Adds an item, with the separators in it doubled. After another, an empty item is written as a blank, and
    /// one that begins with a separator gets a blank before it, so that two separators do not come together.
    void add(Value item) {
        if (any) {
            text.append(separator);
        }
        boolean joins = !text.isEmpty() && !item.isEmpty() && item.text().charAt(0) == separator;
        any = true;
        text.append(joins ? " " : "")
                .append(item.isEmpty() ? (text.isEmpty() ? "" : " ") : SeparatedList.quote(item.text(), separator));
        taint = taint.and(item.taint());
        budget.checkLength(text.length());
    }

    Value value() {
        return new Value(text.toString(), taint);
    }
}
