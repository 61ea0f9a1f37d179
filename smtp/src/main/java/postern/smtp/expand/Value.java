package postern.smtp.expand;

/// A value of the expansion language: octets and their taint.
///
/// The language counts, cuts and compares octets, as Exim does. So every `char` of a value stands for one octet
/// (ISO 8859-1), whatever the octets mean; the rim of the program decodes and encodes.
///
/// @param text the octets
/// @param taint whether the peer had a hand in them
public record Value(String text, Taint taint) {
    /// No octets at all.
    public static final Value EMPTY = new Value("", Taint.NONE);

    /// A value that the operator or this program made.
    public static Value trusted(String text) {
        return text.isEmpty() ? EMPTY : new Value(text, Taint.NONE);
    }

    /// A value that the peer sent.
    public static Value fromPeer(String text) {
        return new Value(text, Taint.PEER);
    }

    /// Whether the peer had a hand in it.
    public boolean tainted() {
        return taint == Taint.PEER;
    }

    /// Another text that was made of this one, and is to be trusted as much.
    public Value derive(String derived) {
        return new Value(derived, taint);
    }

    /// Whether there are no octets.
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
