package postern.tls.handshake.tls12;

import java.util.Optional;
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
import postern.tls.schedule.Exporter;
import postern.tls.schedule.MasterExporter;

/// The handshake is complete; data may flow under the keys it has made until the connection ends.
///
/// @param ending both Finished messages
/// @param keys for protocols above, if the master secret is bound to the handshake
/// @param renegotiation whether and how another handshake may follow
public record Connected(Ending ending, Optional<MasterExporter> keys, Renegotiation renegotiation)
        implements Established {
    /// The one thing a peer can ask for is to begin again. Mostly we do not: a second handshake inside the first
    /// has been a source of confusion about who said what (RFC 5746 §1), and TLS 1.3 has done away with it. The
    /// answer is a warning then, after which it is for the peer to go on or to close (RFC 5246 §7.2.2, RFC 5746
    /// §4.5).
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        boolean asksToBeginAgain =
                ending.role() == Role.CLIENT ? message instanceof HelloRequest : message instanceof ClientHello;
        if (!asksToBeginAgain) {
            throw unexpected(message);
        }
        return renegotiation
                .asked(this, message, encoding)
                .orElseGet(() -> Step.to(this, new Warn(AlertDescription.NO_RENEGOTIATION)));
    }

    @Override
    public Step renegotiate() {
        return renegotiation.ask(this);
    }

    @Override
    public Step updateKeys(KeyUpdateRequest request) {
        throw new IllegalStateException("TLS 1.2 cannot replace keys within a connection; open another connection");
    }

    @Override
    public boolean canUpdateKeys() {
        return false;
    }

    @Override
    public Optional<Exporter> exporter() {
        return keys.map(Exporter.class::cast);
    }

    @Override
    public void wipe() {
        keys.ifPresent(MasterExporter::close);
    }
}
