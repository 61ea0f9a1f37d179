package postern.tls.param;

/// Which side of a connection.
public enum Role {
    CLIENT,
    SERVER;

    /// The other side.
    public Role peer() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
