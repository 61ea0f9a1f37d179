package postern.tls.schedule;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.schedule.HkdfLabel.Purpose;

/// What a later connection can begin with: the pre-shared keys of this connection's tickets come from here
/// (RFC 9846 §4.7.1).
public final class ResumptionSecret implements AutoCloseable {
    private final HashAlgorithm hash;
    private final Secret secret;

    ResumptionSecret(HashAlgorithm hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /// The pre-shared key of one ticket.
    ///
    /// @param ticketNonce another one for each ticket of the connection
    public Secret preSharedKey(Bytes ticketNonce) {
        return HkdfLabel.expandLabel(hash, secret, new Purpose("resumption", ticketNonce, hash.length()));
    }

    /// Wipes the secret.
    @Override
    public void close() {
        secret.close();
    }
}
