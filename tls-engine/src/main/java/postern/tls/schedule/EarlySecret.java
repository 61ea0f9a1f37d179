package postern.tls.schedule;

import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hkdf;
import postern.tls.param.CipherSuite;

/// The first stage of the key schedule (RFC 9846 §7.1): what comes from a pre-shared key, or from nothing.
///
/// ```
/// EarlySecret ──handshakeSecret(shared)──► HandshakeSecret ──mainSecret()──► MainSecret
/// ```
///
/// A stage is a type, so that no key can be asked for before its time; and the way to the next stage wipes the
/// stage behind, so that none can be asked for after it.
public final class EarlySecret implements AutoCloseable {
    private final HashAlgorithm hash;
    private final Secret secret;

    private EarlySecret(HashAlgorithm hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /// Without a pre-shared key: zeros stand for it.
    public static EarlySecret withoutPsk(HashAlgorithm hash) {
        try (var zeros = Secret.zeros(hash.length())) {
            return withPsk(hash, zeros);
        }
    }

    /// From a pre-shared key, which stays the caller's.
    public static EarlySecret withPsk(HashAlgorithm hash, Secret psk) {
        try (var salt = Secret.zeros(hash.length())) {
            return new EarlySecret(hash, Hkdf.extract(hash, salt, psk));
        }
    }

    /// What makes and checks the binder of a key from an earlier connection (RFC 9846 §4.3.11.2, §7.1).
    public FinishedMac resumptionBinderMac() {
        try (var binderKey = HkdfLabel.deriveSecret(secret, "res binder", Transcript.of(hash))) {
            return FinishedMac.ofTraffic(
                    hash, HkdfLabel.expandLabel(hash, binderKey, HkdfLabel.Purpose.of("finished", hash.length())));
        }
    }

    /// `client_early_traffic_secret`, for the data that a client sends with its hello (RFC 9846 §7.1).
    ///
    /// @param suite of the earlier connection
    /// @param clientHello the transcript of the ClientHello alone
    public TrafficSecret clientTraffic(CipherSuite suite, Transcript clientHello) {
        return new TrafficSecret(
                suite,
                SecretLabel.CLIENT_EARLY_TRAFFIC_SECRET,
                HkdfLabel.deriveSecret(secret, "c e traffic", clientHello));
    }

    /// Adds what the two ends agreed on; wipes this stage.
    ///
    /// @param suite  what was negotiated; its hash is this stage's
    /// @param shared from the key exchange; stays the caller's
    public HandshakeSecret handshakeSecret(CipherSuite suite, Secret shared) {
        if (suite.hash() != hash) {
            throw new IllegalArgumentException(
                    suite + " hashes with " + suite.hash() + ", but the early secret was made with " + hash);
        }
        try (var salt = nextSalt(hash, secret)) {
            return new HandshakeSecret(suite, Hkdf.extract(hash, salt, shared));
        } finally {
            close();
        }
    }

    /// The step between two stages: `Derive-Secret(., "derived", "")`.
    static Secret nextSalt(HashAlgorithm hash, Secret stage) {
        return HkdfLabel.deriveSecret(stage, "derived", Transcript.of(hash));
    }

    /// Wipes the secret.
    @Override
    public void close() {
        secret.close();
    }
}
