package postern.smtp.transport;

import postern.smtp.transport.Outcome.Persistence;

/// Why a connection could not be used for any message.
///
/// @param code the number that Exim's log has for it, or 0
public record Trouble(FailureKind kind, int code, String words, Persistence persistence) {
    /// Exim's ERRNO_TLSREQUIRED.
    static final int TLS_REQUIRED = -38;

    /// Exim's ERRNO_TLSFAILURE.
    static final int TLS_FAILURE = -37;

    /// Exim's ERRNO_SMTPCLOSED.
    static final int CLOSED = -18;

    static Trouble tlsRequired(String words) {
        return new Trouble(FailureKind.TLS_REQUIRED, TLS_REQUIRED, words, Persistence.TEMPORARY);
    }

    static Trouble tlsFailed(String words) {
        return new Trouble(FailureKind.TLS_REQUIRED, TLS_FAILURE, words, Persistence.TEMPORARY);
    }

    static Trouble lost(String words) {
        return new Trouble(FailureKind.LOST_CONNECTION, CLOSED, words, Persistence.TEMPORARY);
    }
}
