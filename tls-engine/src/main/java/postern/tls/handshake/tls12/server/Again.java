package postern.tls.handshake.tls12.server;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Connected;
import postern.tls.handshake.tls12.Renegotiation;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.HelloRequest;
import postern.tls.param.ProtocolVersion;

/// How a server takes another handshake inside a connection (RFC 5746 §3.7): in the same version.
///
/// @param count of the handshakes that have followed the first
record Again(ServerSettings settings, ProtocolVersion version, int count) implements Renegotiation {
    @Override
    public Optional<Step> asked(Connected connection, HandshakeMessage message, Bytes encoding) {
        if (count >= MAX_RENEGOTIATIONS) {
            throw new TlsException(Violation.TOO_MANY_RENEGOTIATIONS, "more than " + MAX_RENEGOTIATIONS);
        }
        if (!(message instanceof ClientHello hello)) {
            return Optional.empty();
        }
        if (hello.legacyVersion() < version.code()) {
            throw new TlsException(Violation.UNSUPPORTED_VERSION, "older than " + version + " inside the connection");
        }
        connection.wipe();
        var received = new RecvdClientHello12(settings, hello, encoding, version);
        return Optional.of(received.following(connection.ending(), count));
    }

    /// Asks the client to; it may say no (RFC 5246 §7.4.1.1).
    @Override
    public Step ask(Connected connection) {
        if (count >= MAX_RENEGOTIATIONS) {
            throw new IllegalStateException("this connection was renegotiated " + count + " times; open another one");
        }
        return Step.to(connection, Send.of(new HelloRequest()));
    }
}
