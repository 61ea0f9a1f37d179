package postern.tls.handshake.tls12;

import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Randoms;
import postern.tls.schedule.Transcript;

/// What the two hellos have settled: everything that the master secret hangs on, but the key exchange.
///
/// @param spec version, suite, and how they protect records
/// @param binding what ties the master secret to this connection
public record Agreed(CipherSpec spec, Randoms randoms, Binding binding) {
    /// What a master secret is bound to.
    public enum Binding {
        /// The whole handshake up to the key exchange (RFC 7627 §4): both ends know the extension.
        HANDSHAKE,
        /// The two random values alone (RFC 5246 §8.1): for a peer that is older than RFC 7627. Such sessions
        /// are not resumed and make no keys for protocols above, and where that is so two connections with one
        /// master secret do no harm (RFC 7627 §5.4).
        RANDOMS
    }

    /// The suite.
    public CipherSuite suite() {
        return spec.suite();
    }

    /// The version.
    public ProtocolVersion version() {
        return spec.version();
    }

    /// The master secret, from the result of the key exchange, which is used up.
    ///
    /// @param toClientKeyExchange the transcript up to the ClientKeyExchange
    public MasterSecret masterSecret(Secret preMasterSecret, Transcript toClientKeyExchange) {
        try (preMasterSecret) {
            return switch (binding) {
                case HANDSHAKE -> MasterSecret.extended(spec, preMasterSecret, toClientKeyExchange);
                case RANDOMS -> MasterSecret.classic(spec, preMasterSecret, randoms);
            };
        }
    }
}
