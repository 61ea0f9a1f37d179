package postern.smtp.message;

import java.util.Optional;
import postern.tls.pki.Certificate;

/// Who proved what in a TLS session.
///
/// @param standardName of the cipher suite, as `TLS_AES_256_GCM_SHA384`
/// @param ours the certificate that we showed
/// @param peers the certificate that the peer showed
/// @param peerName the subject of the peer's certificate, in the form of the dialect; empty without one
/// @param check whether the peer's certificate was verified
public record Proofs(
        String standardName,
        Optional<Certificate> ours,
        Optional<Certificate> peers,
        String peerName,
        Check check,
        Start start) {
    /// Nothing is known.
    public static final Proofs NONE =
            new Proofs("", Optional.empty(), Optional.empty(), "", Check.NOT_ASKED, Start.FULL);

    /// What became of the peer's certificate.
    public enum Check {
        /// None was asked for.
        NOT_ASKED,
        /// There was none, or it did not verify.
        UNVERIFIED,
        /// It verified.
        VERIFIED
    }

    /// How the session began.
    public enum Start {
        /// With a full handshake.
        FULL,
        /// With keys of an earlier connection.
        RESUMED
    }
}
