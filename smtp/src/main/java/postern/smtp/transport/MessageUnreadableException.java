package postern.smtp.transport;

import java.io.IOException;

/// The message, not the network, is at fault. Not an `IOException`, so that it cannot be taken for one of the
/// network's.
final class MessageUnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final IOException reason;

    MessageUnreadableException(IOException reason) {
        super(reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }
}
