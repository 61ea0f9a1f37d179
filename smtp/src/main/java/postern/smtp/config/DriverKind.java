package postern.smtp.config;

import java.util.Locale;

/// The three sections that consist of drivers.
public enum DriverKind {
    /// Which way an address goes.
    ROUTER,
    /// How a message is handed over.
    TRANSPORT,
    /// How a client says who it is.
    AUTHENTICATOR;

    /// `router`, as it stands in messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// `routers`, the section's name.
    public String section() {
        return word() + "s";
    }
}
