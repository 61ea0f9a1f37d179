package postern.tls.schedule;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.Finished;

/// Makes and checks one end's Finished message: the proof that it holds the keys and saw the same handshake.
///
/// Owned by the state that awaits or sends the message.
public abstract sealed class FinishedMac implements AutoCloseable {
    final Secret key;

    private FinishedMac(Secret key) {
        this.key = key;
    }

    /// TLS 1.3: an HMAC under a key from the traffic secret (RFC 9846 §4.5.3). Takes ownership of the key.
    static FinishedMac ofTraffic(HashAlgorithm hash, Secret finishedKey) {
        return new Tls13(hash, finishedKey);
    }

    /// TLS 1.2: twelve octets of the PRF under the master secret (RFC 5246 §7.4.9). Takes ownership of its copy.
    static FinishedMac ofMaster(Prf prf, Secret masterSecret, String label) {
        return new Tls12(prf, masterSecret, label);
    }

    /// The message that the end has to send.
    ///
    /// @param messages the transcript up to, and without, this message
    public final Finished finished(Transcript messages) {
        try (var verifyData = verifyData(messages)) {
            return new Finished(Bytes.copyOf(verifyData.expose()));
        }
    }

    /// Checks the message that came. Takes the same time wherever the octets differ.
    ///
    /// @param messages the transcript up to, and without, this message
    /// @return the proof, which only this method can make
    /// @throws TlsException if the message is not what this transcript and these keys give
    public final FinishedVerified verify(Finished finished, Transcript messages) {
        if (!matches(finished.verifyData(), messages)) {
            throw new TlsException(Violation.FINISHED_MISMATCH);
        }
        return new FinishedVerified(finished.verifyData());
    }

    /// Checks a binder, which is made like a Finished message (RFC 9846 §4.3.11.2).
    ///
    /// @param messages the transcript up to, and without, the list of binders
    /// @throws TlsException if it is not what this transcript and this key give
    public final void verifyBinder(Bytes binder, Transcript messages) {
        if (!matches(binder, messages)) {
            throw new TlsException(Violation.BINDER_WRONG);
        }
    }

    private boolean matches(Bytes received, Transcript messages) {
        try (var expected = verifyData(messages)) {
            return received.length() == expected.length()
                    && ConstantTime.declassify(ConstantTime.equalMask(received.toArray(), expected.expose()));
        }
    }

    /// Wipes the key.
    @Override
    public final void close() {
        key.close();
    }

    abstract Secret verifyData(Transcript messages);

    private static final class Tls13 extends FinishedMac {
        private final HashAlgorithm hash;

        private Tls13(HashAlgorithm hash, Secret key) {
            super(key);
            this.hash = hash;
        }

        @Override
        Secret verifyData(Transcript messages) {
            return Hmac.mac(hash, key, messages.digest());
        }
    }

    private static final class Tls12 extends FinishedMac {
        private static final int LENGTH = 12;

        private final Prf prf;
        private final String label;

        private Tls12(Prf prf, Secret masterSecret, String label) {
            super(masterSecret);
            this.prf = prf;
            this.label = label;
        }

        @Override
        Secret verifyData(Transcript messages) {
            return prf.expand(key, new Prf.Seed(label, messages.digest()), LENGTH);
        }
    }
}
