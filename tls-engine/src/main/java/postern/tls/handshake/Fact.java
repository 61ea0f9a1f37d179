package postern.tls.handshake;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.PeerIdentity;
import postern.tls.session.EarlyDataOutcome;

/// Something that the two ends have agreed on, or that one has learnt about the other. Together the facts are
/// the session.
public sealed interface Fact {
    /// The protocol version. From here on messages are read in its syntax.
    record Version(ProtocolVersion version) implements Fact {}

    /// The cipher suite.
    record Suite(CipherSuite suite) implements Fact {}

    /// The keys come from an earlier connection (RFC 9846 §2.2).
    record Resumed() implements Fact {}

    /// The group of the key exchange.
    record Group(NamedGroup group) implements Fact {}

    /// The host name that the client asked for (RFC 6066 §3).
    record ServerName(String name) implements Fact {}

    /// The application protocol (RFC 7301).
    record ApplicationProtocol(String name) implements Fact {}

    /// How we proved who we are.
    record OurProof(Proof proof) implements Fact {}

    /// Who the peer is, or says to be.
    record Peer(PeerIdentity identity) implements Fact {}

    /// The OCSP responses that the peer showed beside its certificates, in DER; empty octets where it showed
    /// none.
    record Stapled(List<Bytes> responses) implements Fact {
        /// Keeps its own copy of the list.
        public Stapled {
            responses = List.copyOf(responses);
        }
    }

    /// What became of early data.
    record EarlyData(EarlyDataOutcome outcome) implements Fact {}

    /// What names this connection alone, up to TLS 1.2 (RFC 5929 §3).
    record Unique(Bytes value) implements Fact {}

    /// How the peer signed.
    record PeerSignature(SignatureScheme scheme) implements Fact {}
}
