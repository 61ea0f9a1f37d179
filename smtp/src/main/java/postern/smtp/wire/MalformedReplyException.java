package postern.smtp.wire;

import java.io.IOException;

/// A server sent something that is no SMTP reply.
public final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param words what came instead
    public MalformedReplyException(String words) {
        super(words);
    }
}
