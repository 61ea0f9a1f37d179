package postern.tls;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Proof;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PeerIdentity;
import postern.tls.pki.VerifiedPeer;
import postern.tls.session.EarlyDataOutcome;

/// What the two ends of a connection agreed on, and what each learnt about the other. Immutable; there is one
/// once the handshake is complete.
public final class TlsSession {
    private final ProtocolVersion version;
    private final CipherSuite cipherSuite;
    private final boolean resumed;
    private final List<Bytes> stapled;
    private final EarlyDataOutcome earlyData;
    private final Optional<NamedGroup> group;
    private final Optional<String> serverName;
    private final Optional<String> applicationProtocol;
    private final Optional<Proof> ourProof;
    private final Optional<PeerIdentity> peer;
    private final Optional<Bytes> unique;
    private final Optional<Certificate> server;
    private final Optional<SignatureScheme> serverScheme;
    private final Optional<SignatureScheme> clientScheme;

    private TlsSession(Facts facts) {
        version = Objects.requireNonNull(facts.version);
        cipherSuite = Objects.requireNonNull(facts.suite);
        resumed = facts.resumed;
        stapled = facts.stapled;
        earlyData = facts.earlyData;
        group = Optional.ofNullable(facts.group);
        serverName = Optional.ofNullable(facts.serverName);
        applicationProtocol = Optional.ofNullable(facts.applicationProtocol);
        ourProof = Optional.ofNullable(facts.ourProof);
        peer = Optional.ofNullable(facts.peer);
        unique = Optional.ofNullable(facts.unique);
        server = facts.role == Role.SERVER
                ? ourProof.map(proof -> proof.credential().leaf())
                : peerLeaf();
        var ourScheme = ourProof.map(Proof::scheme);
        var peerScheme = Optional.ofNullable(facts.peerScheme);
        serverScheme = facts.role == Role.SERVER ? ourScheme : peerScheme;
        clientScheme = facts.role == Role.SERVER ? peerScheme : ourScheme;
    }

    /// The protocol version.
    public ProtocolVersion version() {
        return version;
    }

    /// The cipher suite.
    public CipherSuite cipherSuite() {
        return cipherSuite;
    }

    /// Whether it goes on from an earlier connection's keys instead of certificates.
    public boolean isResumed() {
        return resumed;
    }

    /// What became of early data.
    public EarlyDataOutcome earlyData() {
        return earlyData;
    }

    /// The group in which keys were agreed.
    public Optional<NamedGroup> group() {
        return group;
    }

    /// The host name that the client asked for (SNI), as it came: a claim, not to be trusted in a path or a log
    /// line.
    public Optional<String> serverName() {
        return serverName;
    }

    /// The application protocol (ALPN).
    public Optional<String> alpn() {
        return applicationProtocol;
    }

    /// Who the peer is, or says to be: a [VerifiedPeer], or an unverified one with the reason. Empty if it sent
    /// no certificate.
    public Optional<PeerIdentity> peer() {
        return peer;
    }

    /// Whether the peer's certificate was verified.
    public boolean isPeerVerified() {
        return peer.filter(VerifiedPeer.class::isInstance).isPresent();
    }

    /// The certificates that the peer sent, its own first.
    public List<Certificate> peerCertificates() {
        return peer.map(PeerIdentity::presented).orElse(List.of());
    }

    /// The OCSP responses in DER that the peer showed beside its certificates, in their order, empty octets
    /// where it showed none; an empty list if it showed none at all. They are not judged here.
    public List<Bytes> stapledResponses() {
        return stapled;
    }

    /// The certificate that we showed.
    public Optional<Credential> credential() {
        return ourProof.map(Proof::credential);
    }

    /// How the server signed, whichever end it is.
    public Optional<SignatureScheme> signatureScheme() {
        return serverScheme;
    }

    /// How the client signed, whichever end it is; empty if it showed no certificate.
    public Optional<SignatureScheme> clientSignatureScheme() {
        return clientScheme;
    }

    private Optional<Certificate> peerLeaf() {
        return peerCertificates().stream().findFirst();
    }

    /// `tls-unique` (RFC 5929 §3), up to TLS 1.2: the first Finished message of the last handshake. Empty if
    /// the master secret is not bound to the handshake, because then it names more than one connection (RFC
    /// 7627 §5.4).
    public Optional<Bytes> tlsUnique() {
        return unique;
    }

    /// `tls-server-end-point` (RFC 5929 §4): the server's certificate by the hash of its signature, but SHA-256
    /// instead of older ones. Empty if the certificate's signature has no hash of its own, as Ed25519, and
    /// without a certificate.
    public Optional<Bytes> serverEndPoint() {
        return server.flatMap(TlsSession::endPoint);
    }

    private static Optional<Bytes> endPoint(Certificate certificate) {
        return certificate.signed().endPointHash().map(hash -> hash.hash(certificate.der()));
    }

    /// Version, suite and key length as Exim logs them: `TLS1.3:TLS_AES_256_GCM_SHA384:256`.
    @Override
    public String toString() {
        return version + ":" + cipherSuite.openSslName() + ":" + cipherSuite.bits();
    }

    /// A session in the making: what the states have told so far. Owned by the engine.
    static final class Facts {
        private final Role role;
        private @Nullable ProtocolVersion version;
        private @Nullable CipherSuite suite;
        private boolean resumed;
        private List<Bytes> stapled = List.of();
        private EarlyDataOutcome earlyData = EarlyDataOutcome.NOT_OFFERED;
        private @Nullable NamedGroup group;
        private @Nullable String serverName;
        private @Nullable String applicationProtocol;
        private @Nullable Proof ourProof;
        private @Nullable PeerIdentity peer;
        private @Nullable SignatureScheme peerScheme;
        private @Nullable Bytes unique;

        /// Nothing yet.
        ///
        /// @param role of this end
        Facts(Role role) {
            this.role = role;
        }

        /// Takes one more.
        void learn(Fact fact) {
            switch (fact) {
                case Fact.Version(var agreed) -> version = agreed;
                case Fact.Suite(var agreed) -> suite = agreed;
                case Fact.Resumed() -> resumed = true;
                case Fact.Group(var agreed) -> group = agreed;
                case Fact.ServerName(var name) -> serverName = name;
                case Fact.ApplicationProtocol(var name) -> applicationProtocol = name;
                case Fact.OurProof(var proof) -> ourProof = proof;
                case Fact.Peer(var identity) -> peer = identity;
                case Fact.Stapled(var responses) -> stapled = responses;
                case Fact.EarlyData(var outcome) -> earlyData = outcome;
                case Fact.PeerSignature(var scheme) -> peerScheme = scheme;
                case Fact.Unique(var value) -> unique = value;
            }
        }

        /// The version, once it is agreed.
        Optional<ProtocolVersion> version() {
            return Optional.ofNullable(version);
        }

        /// The suite, once it is agreed.
        Optional<CipherSuite> suite() {
            return Optional.ofNullable(suite);
        }

        /// The session, once the handshake is complete.
        TlsSession toSession() {
            return new TlsSession(this);
        }
    }
}
