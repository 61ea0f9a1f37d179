package postern.smtp.transport;

import java.io.IOException;
import postern.smtp.transport.SmtpLink.Opening;

/// Delivers one message to one server, for who has no queue. Blocking; for virtual threads.
public final class SmtpConnection {
    private final SmtpLink.Target target;

    /// A way to a server. Nothing is opened before [#deliver].
    public SmtpConnection(SmtpLink.Target target) {
        this.target = target;
    }

    /// Delivers one message, over one connection, or over a second one in clear where the rules allow that
    /// and TLS failed. Every failure of the network is an outcome, none an exception.
    ///
    /// @throws IOException if the message itself cannot be read
    public Outcome deliver(Delivery delivery, MessageText text) throws IOException {
        var opening = SmtpLink.open(target);
        if (opening instanceof Opening.InClear) {
            opening = SmtpLink.open(target.with(target.rules().with(TlsUse.NONE)));
        }
        return switch (opening) {
            case Opening.Open(var link) -> over(link, delivery, text);
            case Opening.Failed(var trouble) -> Outcome.failure(delivery.recipients(), trouble);
            case Opening.InClear(var because) ->
                throw new IllegalStateException("a connection in clear asked for one in clear: " + because);
        };
    }

    private static Outcome over(SmtpLink link, Delivery delivery, MessageText text) throws IOException {
        try (link) {
            return switch (link.deliver(delivery, text)) {
                case Action.Sent(var outcome) -> outcome;
                case Action.Fail(var trouble) -> {
                    link.abort();
                    yield Outcome.failure(delivery.recipients(), trouble);
                }
                case Action other -> throw new IllegalStateException("a delivery ended with " + other);
            };
        }
    }
}
