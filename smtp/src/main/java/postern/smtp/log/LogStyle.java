package postern.smtp.log;

import java.util.Set;

/// How log lines look.
///
/// @param selectors what is told
/// @param zone whether the time has its zone
public record LogStyle(Set<LogSelector> selectors, Zone zone, Form form) {
    /// What Exim writes if nobody says otherwise.
    public static final LogStyle USUAL = new LogStyle(LogSelector.usual(), Zone.OMITTED, Form.EXIM);

    /// Copies the set.
    public LogStyle {
        selectors = Set.copyOf(selectors);
    }

    /// Whether something is told.
    public boolean shows(LogSelector selector) {
        return selectors.contains(selector);
    }

    /// `log_timezone`.
    public enum Zone {
        /// `2026-11-25 12:00:00`.
        OMITTED,
        /// `2026-11-25 12:00:00 +0000`.
        SHOWN
    }

    /// For whom the lines are.
    public enum Form {
        /// For people, and for tools that know Exim.
        EXIM,
        /// The words alone, for a session that is only played.
        BARE,
        /// One JSON object a line.
        JSON
    }
}
