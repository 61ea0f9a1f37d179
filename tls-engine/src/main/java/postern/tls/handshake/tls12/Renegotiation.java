package postern.tls.handshake.tls12;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;

/// How a second handshake begins inside a connection, on either end's wish. Every one names the one before (RFC
/// 5746 §3.4 to §3.7), so that nobody can put his own before that of somebody else.
public interface Renegotiation {
    /// A handshake costs us far more than its request costs the peer (CVE-2011-1473). Nobody needs more than
    /// one or two: for a client certificate, or for fresh keys.
    int MAX_RENEGOTIATIONS = 8;

    /// What follows if the peer asks by this message; empty to refuse.
    Optional<Step> asked(Connected connection, HandshakeMessage message, Bytes encoding);

    /// What we do to ask for it.
    ///
    /// @throws IllegalStateException if it is not allowed
    Step ask(Connected connection);

    /// None at all.
    Renegotiation REFUSED = new Renegotiation() {
        @Override
        public Optional<Step> asked(Connected connection, HandshakeMessage message, Bytes encoding) {
            return Optional.empty();
        }

        @Override
        public Step ask(Connected connection) {
            throw new IllegalStateException("this connection may not be renegotiated; open another one");
        }
    };
}
