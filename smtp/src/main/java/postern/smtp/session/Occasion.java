package postern.smtp.session;

import java.util.Optional;
import postern.smtp.message.Arrival;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.ReversePath;

/// What is known when somebody has to decide whether a client may do what it asks.
///
/// @param sender after or at MAIL
/// @param recipient at RCPT
/// @param accepted how many recipients were accepted so far
/// @param detail what the hook itself has to say: why the connection ends, at NOTQUIT
public record Occasion(
        Arrival arrival, Optional<ReversePath> sender, Optional<ForwardPath> recipient, int accepted, String detail) {
    /// Outside of a transaction.
    public static Occasion of(Arrival arrival) {
        return new Occasion(arrival, Optional.empty(), Optional.empty(), 0, "");
    }

    /// The same with a sender.
    Occasion from(ReversePath path) {
        return new Occasion(arrival, Optional.of(path), recipient, accepted, detail);
    }

    /// The same with a recipient.
    Occasion to(ForwardPath path, int before) {
        return new Occasion(arrival, sender, Optional.of(path), before, detail);
    }

    /// The same with so many recipients.
    public Occasion withAccepted(int count) {
        return new Occasion(arrival, sender, recipient, count, detail);
    }

    /// The same with a detail.
    Occasion because(String words) {
        return new Occasion(arrival, sender, recipient, accepted, words);
    }
}
