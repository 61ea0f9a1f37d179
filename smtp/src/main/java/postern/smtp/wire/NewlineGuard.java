package postern.smtp.wire;

/// Passes a message on and notices a CR without LF or an LF without CR in it, however the octets are cut into pieces.
///
/// Confined to the connection's thread; serves one message.
public final class NewlineGuard implements OctetSink {
    private final OctetSink next;
    private boolean afterCr;
    private boolean violated;

    /// A guard before `next`.
    public NewlineGuard(OctetSink next) {
        this.next = next;
    }

    @Override
    public void accept(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            boolean lf = buffer[i] == '\n';
            violated |= lf != afterCr;
            afterCr = buffer[i] == '\r';
        }
        next.accept(buffer, offset, length);
    }

    /// Whether the octets so far, taken as a whole message, have a bare CR or LF (RFC 5321 §2.3.8).
    public boolean sawBareNewline() {
        return violated || afterCr;
    }
}
