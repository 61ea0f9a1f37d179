package postern.tls.kx;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.dh.DhKeyPair;
import postern.crypto.dh.InvalidPublicKeyException;
import postern.crypto.dh.StandardGroups;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.NamedGroup;

/// A share in a prime field: a number with leading zeros each way, and so the secret (RFC 9846 §4.3.8.1, §7.4.1).
final class FieldKeyShare implements KeyShare {
    private final NamedGroup group;
    private final DhKeyPair pair;

    private FieldKeyShare(NamedGroup group, DhKeyPair pair) {
        this.group = group;
        this.pair = pair;
    }

    static FieldKeyShare generate(NamedGroup group, RandomSource random) {
        var field = StandardGroups.named(group.displayName()).orElseThrow();
        return new FieldKeyShare(group, DhKeyPair.generate(field, random));
    }

    @Override
    public NamedGroup group() {
        return group;
    }

    @Override
    public Bytes share() {
        return pair.publicKey();
    }

    @Override
    public Secret combine(Bytes peerShare) {
        try (pair) {
            if (peerShare.length() != group.shareLength()) {
                throw new TlsException(
                        Violation.KEY_SHARE_INVALID, group.displayName() + ": " + peerShare.length() + " octets");
            }
            return pair.agree(peerShare);
        } catch (InvalidPublicKeyException e) {
            throw new TlsException(Violation.KEY_SHARE_INVALID, group.displayName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        pair.close();
    }
}
