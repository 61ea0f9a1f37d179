package postern.tls.handshake;

import java.util.List;
import postern.tls.param.NamedGroup;
import postern.tls.pki.CertificateCompressor;

/// What a client can do in TLS 1.3 alone.
///
/// @param keyShares the groups that the first hello has shares for; empty for the dearest group alone. A
///     server that wants another one asks for it, at the cost of a round trip; shares for all would cost time
///     and octets on every connection
/// @param compatibility whether the handshake looks like a resumption of TLS 1.2
/// @param grease whether code points that mean nothing are mixed in
/// @param earlyData whether data may be sent before the server has answered, where a ticket allows it
/// @param compressors by which certificates may be compressed, the dearest first
/// @param later whether the server may ask for a certificate behind the handshake
public record ClientFeatures13(
        List<NamedGroup> keyShares,
        Compatibility compatibility,
        Grease grease,
        EarlyData earlyData,
        List<CertificateCompressor> compressors,
        LaterRequests later) {
    /// As most clients do it.
    public static final ClientFeatures13 USUAL = new ClientFeatures13(
            List.of(), Compatibility.DISGUISED, Grease.NONE, EarlyData.NEVER, List.of(), LaterRequests.REFUSED);

    /// Keeps its own copy of the list.
    public ClientFeatures13 {
        keyShares = List.copyOf(keyShares);
        compressors = List.copyOf(compressors);
    }

    /// Whether the handshake looks to middleboxes like one that they know (RFC 9846 §E.4).
    public enum Compatibility {
        /// With a session id that the server echoes, and `change_cipher_spec` records.
        DISGUISED,
        /// As the protocol is.
        PLAIN
    }

    /// Whether a client makes use of tickets that allow early data (RFC 9846 §2.3).
    public enum EarlyData {
        OFFERED,
        NEVER
    }

    /// Whether a server may ask for a certificate at any time (RFC 9846 §4.7.2).
    public enum LaterRequests {
        ANSWERED,
        REFUSED
    }

    /// Whether peers are kept from getting used to a fixed set of code points (RFC 8701).
    public enum Grease {
        SENT,
        NONE
    }
}
