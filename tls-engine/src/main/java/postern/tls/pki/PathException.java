package postern.tls.pki;

import java.util.List;

/// No path from the peer's certificate to a trust anchor is valid. Each path that was tried is listed with its
/// reason; the exception's own problem is that of the path that got farthest.
public final class PathException extends CertificateException {
    private static final long serialVersionUID = 1;

    private final transient List<RejectedPath> tried;

    /// @param best the path whose reason is most worth reading; it stands in `tried` as well
    PathException(RejectedPath best, List<RejectedPath> tried) {
        super(best.problem(), best.sentence());
        this.tried = List.copyOf(tried);
    }

    /// Every path that was tried, with its reason.
    public List<RejectedPath> tried() {
        return tried;
    }
}
