package postern.tls.handshake.tls12.client;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.HelloRequest;

/// A state of a handshake under way. A HelloRequest asks for what is going on already, so it is ignored, and it
/// is no part of the transcript (RFC 5246 §7.4.1.1).
sealed interface Awaiting extends State
        permits WaitServerHello,
                WaitCertificate,
                WaitCertificateStatus,
                WaitIdentityHint,
                WaitServerKeyExchange,
                WaitServerHelloDone,
                WaitNewSessionTicket,
                WaitChangeCipherSpec,
                WaitFinished {
    @Override
    default Step receive(HandshakeMessage message, Bytes encoding) {
        return message instanceof HelloRequest ? Step.to(this) : take(message, encoding);
    }

    /// Takes a message that says something.
    Step take(HandshakeMessage message, Bytes encoding);
}
