package postern.tls.pki.revocation;

/// What it means that no list tells of a certificate.
public enum RevocationPolicy {
    /// Then the certificate is refused: there must be a list of every authority in the path. So does OpenSSL, and
    /// an OpenSSL build of Exim, once any list is configured.
    REQUIRE_LIST,
    /// Then the certificate passes: lists are looked at where there are any. So does GnuTLS.
    WHERE_LISTED
}
