package postern.tls.param;

/// How much a server wants its clients to show certificates.
public enum ClientAuthentication {
    /// Not at all.
    NONE,
    /// It asks, and goes on without one.
    REQUEST,
    /// It asks, and refuses a client that has none.
    REQUIRE
}
