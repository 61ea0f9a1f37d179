package postern.tls.handshake.tls12.client;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Connected;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.ServerHello;

/// Waits for the answer to a hello inside a connection. Until it comes the server may send data: it may not
/// have seen our hello yet.
///
/// @param again how the handshake began
/// @param connection that goes on meanwhile
public record WaitServerHello(ClientSettings settings, Offer offer, Again again, Connected connection)
        implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof ServerHello hello)) {
            throw unexpected(message);
        }
        if (hello.selectedVersion() != again.version().code()) {
            throw new TlsException(
                    Violation.VERSION_NOT_OFFERED,
                    "%04x inside %s".formatted(hello.selectedVersion(), again.version()));
        }
        connection.wipe();
        return new RecvdServerHello12(settings, offer, hello, encoding, again.version())
                .following(again, connection.ending());
    }

    @Override
    public boolean takesData() {
        return true;
    }

    @Override
    public void wipe() {
        connection.wipe();
        offer.wipe();
    }
}
