package postern.smtp.wire;

/// Where the octets of a message go, piece by piece. A sink that can fail remembers its failure and lets the rest
/// pass: the sender goes on anyway, and is told at the end.
@FunctionalInterface
public interface OctetSink {
    /// Takes `length` octets from `offset`. The buffer belongs to the caller again when this returns.
    void accept(byte[] buffer, int offset, int length);
}
