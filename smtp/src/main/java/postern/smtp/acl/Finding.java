package postern.smtp.acl;

import java.util.Optional;

/// What came of testing a condition.
///
/// @param verdict if the condition ends the list, whatever its statement says
/// @param message for the client, if the condition has one of its own
/// @param logMessage for the log
record Finding(Truth truth, Optional<Verdict> verdict, Optional<String> message, Optional<String> logMessage) {
    static final Finding TRUE = of(Truth.TRUE);
    static final Finding FALSE = of(Truth.FALSE);

    /// Whether it holds.
    enum Truth {
        TRUE,
        FALSE,
        DEFERRED,
        ERROR
    }

    private static Finding of(Truth truth) {
        return new Finding(truth, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Finding of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /// It does not hold, for a reason worth a line in the log.
    static Finding not(String why) {
        return new Finding(Truth.FALSE, Optional.empty(), Optional.empty(), Optional.of(why));
    }

    static Finding deferred(String why) {
        return new Finding(Truth.DEFERRED, Optional.empty(), Optional.empty(), Optional.of(why));
    }

    static Finding error(String why) {
        return new Finding(Truth.ERROR, Optional.empty(), Optional.empty(), Optional.of(why));
    }

    /// The opposite, of what is true or false.
    Finding negated() {
        return switch (truth) {
            case TRUE -> new Finding(Truth.FALSE, Optional.empty(), message, logMessage);
            case FALSE -> new Finding(Truth.TRUE, Optional.empty(), message, logMessage);
            case DEFERRED, ERROR -> this;
        };
    }
}
