package postern.tls.schedule;

import postern.crypto.bytes.Bytes;

/// The proof that the peer's Finished message was right. Only [FinishedMac#verify] can make one, so whoever holds
/// it need not ask whether the check was made.
public final class FinishedVerified {
    private final Bytes verifyData;

    FinishedVerified(Bytes verifyData) {
        this.verifyData = verifyData;
    }

    /// What the message held: the binding of this connection in TLS 1.2 (RFC 5746 §3.1, RFC 5929 §3).
    public Bytes verifyData() {
        return verifyData;
    }
}
