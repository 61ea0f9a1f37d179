package postern.tls.schedule;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// The secret that a connection up to TLS 1.2 is built on: 48 octets (RFC 5246 §8.1).
public final class MasterSecret implements NamedSecret, AutoCloseable {
    private static final int LENGTH = 48;

    private final CipherSpec spec;
    private final Secret secret;

    private MasterSecret(CipherSpec spec, Secret secret) {
        this.spec = spec;
        this.secret = secret;
    }

    /// Bound to all that was said in the handshake (RFC 7627 §4). Without it, somebody in the middle can make
    /// two connections with the same master secret and pass the proof of one off in the other.
    ///
    /// @param preMasterSecret  stays the caller's
    /// @param toClientKeyExchange the transcript from the ClientHello to the ClientKeyExchange
    public static MasterSecret extended(CipherSpec spec, Secret preMasterSecret, Transcript toClientKeyExchange) {
        return new MasterSecret(spec, extended(spec.prf(), preMasterSecret, toClientKeyExchange.digest()));
    }

    static Secret extended(Prf prf, Secret preMasterSecret, Bytes sessionHash) {
        return prf.expand(preMasterSecret, new Prf.Seed("extended master secret", sessionHash), LENGTH);
    }

    /// Bound to the two random values alone (RFC 5246 §8.1): for a peer that does not know RFC 7627.
    ///
    /// @param preMasterSecret stays the caller's
    public static MasterSecret classic(CipherSpec spec, Secret preMasterSecret, Randoms randoms) {
        var seed = new Prf.Seed("master secret", Bytes.concat(randoms.client(), randoms.server()));
        return new MasterSecret(spec, spec.prf().expand(preMasterSecret, seed, LENGTH));
    }

    /// That of an earlier connection, which this one goes on from (RFC 5246 §F.1.4).
    ///
    /// @param masterSecret stays the caller's
    public static MasterSecret resumed(CipherSpec spec, Secret masterSecret) {
        return new MasterSecret(spec, masterSecret.copy());
    }

    /// The keys of both directions (RFC 5246 §6.3).
    public KeyBlock keyBlock(Randoms randoms) {
        return KeyBlock.derive(spec, secret, randoms);
    }

    /// What makes and checks the client's Finished message.
    public FinishedMac clientFinished() {
        return FinishedMac.ofMaster(spec.prf(), secret.copy(), "client finished");
    }

    /// What makes and checks the server's Finished message.
    public FinishedMac serverFinished() {
        return FinishedMac.ofMaster(spec.prf(), secret.copy(), "server finished");
    }

    /// What makes keys for protocols above, of a copy of this secret.
    public MasterExporter exporter(Randoms randoms) {
        return new MasterExporter(spec.prf(), secret.copy(), randoms);
    }

    @Override
    public SecretLabel label() {
        return SecretLabel.CLIENT_RANDOM;
    }

    @Override
    public Secret value() {
        return secret;
    }

    /// Wipes the secret.
    @Override
    public void close() {
        secret.close();
    }
}
