package postern.tls.io;

import java.io.IOException;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// TLS broke: the peer sent a fatal alert, or something that we refuse, or was cut off. The message says which; the
/// cause is the engine's [TlsException].
public final class TlsIoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final TlsException reason;

    TlsIoException(TlsException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /// The reason's words.
    @Override
    public String getMessage() {
        return reason.getMessage();
    }

    /// Why.
    public TlsException reason() {
        return reason;
    }

    /// Whether it was the peer that refused.
    public boolean isPeerAlert() {
        return reason instanceof PeerAlertException;
    }

    /// Whether the connection ended without close_notify, so that what was read may not be all (RFC 9846 §6.1).
    public boolean isTruncation() {
        return reason.violation() == Violation.TRUNCATED;
    }
}
