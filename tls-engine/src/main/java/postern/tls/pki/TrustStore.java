package postern.tls.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The certificates that are believed because somebody put them here (RFC 5280 §6.1.1 (d)): trust anchors.
/// Normally roots, but an intermediate authority or a peer's own certificate will do: a path ends at the first
/// trusted one.
///
/// Immutable.
public final class TrustStore {
    /// Where systems keep their bundle: Debian, Ubuntu and Alpine; Fedora and RHEL; openSUSE; FreeBSD and macOS.
    private static final List<Path> SYSTEM_BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private static final int HASH_DIGITS = 8;
    private static final Pattern HASH_LINK = Pattern.compile("[0-9a-f]{8}\\.[0-9]+");

    private final Map<Name, List<Certificate>> bySubject;

    private TrustStore(Map<Name, List<Certificate>> bySubject) {
        this.bySubject = bySubject;
    }

    /// These and no others.
    public static TrustStore of(Collection<Certificate> anchors) {
        return new TrustStore(anchors.stream().distinct().collect(Collectors.groupingBy(Certificate::subject)));
    }

    /// All certificates of a PEM file.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws CertificateException if it has no certificate, or a malformed one
    public static TrustStore ofFile(Path file) throws IOException {
        return of(Certificate.readFile(file));
    }

    /// A directory as `openssl rehash` makes it: each certificate is linked as its subject's hash, `.`, and a
    /// number from 0 that tells apart names of the same hash. Other files in it, and links whose certificate
    /// has another hash, are passed over, as OpenSSL does.
    ///
    /// The whole directory is read now, so that a change to it is seen when the store is made anew.
    ///
    /// @throws IOException if the directory or a link cannot be read, or there is no link
    /// @throws CertificateException if a link leads to no certificate, or to a malformed one
    public static TrustStore ofDirectory(Path directory) throws IOException {
        var anchors = new ArrayList<Certificate>();
        try (var links = Files.newDirectoryStream(directory, file -> isHashLink(file.getFileName()))) {
            for (var link : links) {
                var hash = link.getFileName().toString().substring(0, HASH_DIGITS);
                Certificate.readFile(link).stream()
                        .filter(certificate -> certificate.subject().hash().equals(hash))
                        .forEach(anchors::add);
            }
        }
        if (anchors.isEmpty()) {
            throw new IOException(directory + " has no certificate under its subject's hash; make the links with: "
                    + "openssl rehash " + directory);
        }
        return of(anchors);
    }

    private static boolean isHashLink(Path fileName) {
        return HASH_LINK.matcher(fileName.toString()).matches();
    }

    /// The system's own bundle of roots.
    ///
    /// @throws IOException if there is none at the usual places, or it cannot be read
    public static TrustStore ofSystem() throws IOException {
        for (var bundle : SYSTEM_BUNDLES) {
            if (Files.isReadable(bundle)) {
                return ofFile(bundle);
            }
        }
        throw new IOException("no bundle of trusted certificates is installed (looked for " + SYSTEM_BUNDLES
                + "); name a file instead");
    }

    /// The anchors with this subject, in no particular order.
    public List<Certificate> withSubject(Name subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /// Whether this very certificate is trusted.
    public boolean contains(Certificate certificate) {
        return withSubject(certificate.subject()).contains(certificate);
    }

    /// How many anchors there are.
    public int size() {
        return bySubject.values().stream().mapToInt(List::size).sum();
    }
}
