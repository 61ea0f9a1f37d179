package postern.tls.schedule;

import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.HkdfLabel.Purpose;

/// The secret of one direction from one key change to the next (RFC 9846 §7.2, §7.3). From it come the record keys,
/// the key of the Finished message, and the secret that follows it.
///
/// It gives its record keys once. Two protections from one secret would begin with the same nonce under the same
/// key.
public final class TrafficSecret implements NamedSecret, AutoCloseable {
    private final CipherSuite suite;
    private final SecretLabel label;
    private final Secret secret;
    private boolean keysTaken;

    TrafficSecret(CipherSuite suite, SecretLabel label, Secret secret) {
        this.suite = suite;
        this.label = label;
        this.secret = secret;
    }

    /// The keys for the record layer, whose they become (RFC 9846 §7.3).
    ///
    /// @throws IllegalStateException the second time
    public RecordKeys recordKeys() {
        if (keysTaken) {
            throw new IllegalStateException("the record keys of " + label + " were taken before; nonces would repeat");
        }
        keysTaken = true;
        var aead = suite.bulk().aead();
        return new RecordKeys(
                ProtocolVersion.TLS13,
                suite,
                expand(Purpose.of("key", aead.keyLength())),
                expand(Purpose.of("iv", aead.nonceLength())));
    }

    /// What makes and checks the Finished message of the end that sends under this secret (RFC 9846 §4.5.3).
    public FinishedMac finishedMac() {
        return FinishedMac.ofTraffic(
                suite.hash(), expand(Purpose.of("finished", suite.hash().length())));
    }

    /// The secret after a KeyUpdate; wipes this one (RFC 9846 §7.2).
    public TrafficSecret next() {
        var next = new TrafficSecret(
                suite, label, expand(Purpose.of("traffic upd", suite.hash().length())));
        close();
        return next;
    }

    /// The suite that uses it.
    public CipherSuite suite() {
        return suite;
    }

    @Override
    public SecretLabel label() {
        return label;
    }

    @Override
    public Secret value() {
        return secret;
    }

    /// Wipes the secret; record keys that were taken live on.
    @Override
    public void close() {
        secret.close();
    }

    private Secret expand(Purpose purpose) {
        return HkdfLabel.expandLabel(suite.hash(), secret, purpose);
    }
}
