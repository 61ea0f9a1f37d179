package postern.tls.handshake;

/// What only some servers do.
///
/// @param certificateWish whether clients are asked for certificates
public record ServerFeatures(CertificateWish certificateWish) {
    /// Nothing of it.
    public static final ServerFeatures NONE = new ServerFeatures(CertificateWish.NONE);
}
