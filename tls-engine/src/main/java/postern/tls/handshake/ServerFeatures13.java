package postern.tls.handshake;

import java.util.List;
import java.util.Optional;
import postern.tls.pki.CertificateCompressor;
import postern.tls.session.ReplayGuard;

/// What a server can do in TLS 1.3 alone.
///
/// @param earlyData whether early data is taken; empty for never
/// @param compressors by which certificates may be compressed, the dearest first
/// @param cookies whether clients have to come back with a cookie
/// @param grease whether code points that mean nothing are mixed in (RFC 8701)
public record ServerFeatures13(
        Optional<EarlyData> earlyData,
        List<CertificateCompressor> compressors,
        Cookies cookies,
        ClientFeatures13.Grease grease) {
    /// As most servers do it.
    public static final ServerFeatures13 USUAL =
            new ServerFeatures13(Optional.empty(), List.of(), Cookies.NONE, ClientFeatures13.Grease.NONE);

    /// Keeps its own copy of the list.
    public ServerFeatures13 {
        compressors = List.copyOf(compressors);
    }

    /// How early data is taken.
    ///
    /// @param limit octets for each ticket, at most
    /// @param guard refuses what was seen before
    public record EarlyData(long limit, ReplayGuard guard) {}

    /// Whether a client has to show that it hears us, by a round trip more, before we do any work for it
    /// (RFC 9846 §4.3.2). Behind TCP it has shown that already; with this the feature can be tried.
    public enum Cookies {
        DEMANDED,
        NONE
    }
}
