package postern.tls.handshake.tls12;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.handshake.Effect.Warn;
import postern.tls.handshake.Established;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.HelloRequest;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.Role;
import postern.tls.schedule.FinishedVerified;

/// The handshake is complete; data may flow under the keys it has made until the connection ends.
///
/// @param proof that the peer took part in this very handshake
/// @param role ours
public record Connected(FinishedVerified proof, Role role) implements Established {
    /// The one thing a peer can ask for is to begin again. We never do: a second handshake inside the first has
    /// been a source of confusion about who said what (RFC 5746 §1), and TLS 1.3 has done away with it. The
    /// answer is a warning, after which it is for the peer to go on or to close (RFC 5246 §7.2.2, RFC 5746
    /// §4.5).
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        boolean asksToBeginAgain =
                role == Role.CLIENT ? message instanceof HelloRequest : message instanceof ClientHello;
        if (!asksToBeginAgain) {
            throw unexpected(message);
        }
        return Step.to(this, new Warn(AlertDescription.NO_RENEGOTIATION));
    }

    @Override
    public Step updateKeys(KeyUpdateRequest request) {
        throw new IllegalStateException("TLS 1.2 cannot replace keys within a connection; open another connection");
    }

    @Override
    public boolean canUpdateKeys() {
        return false;
    }
}
