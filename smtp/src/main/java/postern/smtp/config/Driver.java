package postern.smtp.config;

/// A router, transport or authenticator as it is configured.
///
/// @param name what the administrator calls it
/// @param driver which kind of it, as `accept` or `smtp`
public record Driver(DriverKind kind, String name, String driver, Settings settings, SourceLine at) {}
