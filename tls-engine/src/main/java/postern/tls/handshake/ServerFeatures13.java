package postern.tls.handshake;

import java.util.Optional;
import postern.tls.session.ReplayGuard;

/// What a server can do in TLS 1.3 alone.
///
/// @param earlyData whether early data is taken; empty for never
public record ServerFeatures13(Optional<EarlyData> earlyData) {
    /// As most servers do it.
    public static final ServerFeatures13 USUAL = new ServerFeatures13(Optional.empty());

    /// How early data is taken.
    ///
    /// @param limit octets for each ticket, at most
    /// @param guard refuses what was seen before
    public record EarlyData(long limit, ReplayGuard guard) {}
}
