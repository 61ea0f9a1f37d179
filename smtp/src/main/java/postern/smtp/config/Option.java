package postern.smtp.config;

/// A row of the [OptionTable].
///
/// @param fallback the value if the configuration has none, as it would be written there; empty text is "unset"
/// @param effect what becomes of it here
public record Option(String name, OptionType type, String fallback, Effect effect) {
    /// What an option does in Postern.
    public enum Effect {
        /// What Exim's manual says.
        FULL(""),
        /// Nothing yet.
        NO_QUEUE("the queue and its drivers do without it"),
        /// Nothing yet, and that would matter: who sets it is refused.
        REFUSED("it is not supported by Postern; without it mail would not go where, or not as protected as, it says"),
        /// Nothing yet.
        NO_AUTHENTICATION("SMTP authentication is not implemented yet, and not offered"),
        /// Nothing yet.
        NOT_YET("it is not implemented yet"),
        /// Nothing, and there is no need.
        ONE_PROCESS("Postern is one process that runs as the user who started it"),
        /// Nothing, and there is no need.
        NO_PROGRAMS("Postern starts no programs, so there is no environment to clean"),
        /// Nothing, for it is always so.
        ALWAYS("Postern always works so");

        private final String reason;

        Effect(String reason) {
            this.reason = reason;
        }

        /// Why it does nothing; empty if it does something.
        public String reason() {
            return reason;
        }
    }
}
