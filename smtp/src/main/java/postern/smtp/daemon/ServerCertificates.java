package postern.smtp.daemon;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postern.smtp.config.Dialect;
import postern.tls.pki.CertificateException;
import postern.tls.pki.Credential;

/// `tls_certificate` and `tls_privatekey`: the server's certificates, several if the options are lists. Without
/// a key's file the key is in the certificate's.
final class ServerCertificates {
    private final Options options;
    private final Dialect dialect;
    private final PemFiles files;

    ServerCertificates(Options options, Dialect dialect, PemFiles files) {
        this.options = options;
        this.dialect = dialect;
        this.files = files;
    }

    /// Reads them.
    ///
    /// @throws IOException if that is not possible, in the words of the dialect's library as far as it has some
    List<Credential> load() throws IOException {
        var certificates = items(options.file("tls_certificate"));
        var keys = items(options.file("tls_privatekey"));
        if (certificates.isEmpty()) {
            throw new IOException("no server certificate: set tls_certificate");
        }
        if (keys.size() > certificates.size()) {
            throw new IOException("tls_privatekey names more files than tls_certificate");
        }
        var credentials = new ArrayList<Credential>();
        for (int i = 0; i < certificates.size(); i++) {
            var certificate = certificates.get(i);
            credentials.add(load(certificate, i < keys.size() ? keys.get(i) : certificate));
        }
        return credentials;
    }

    private static List<String> items(Optional<String> list) {
        return list.stream()
                .flatMap(text -> Arrays.stream(text.split(":")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private Credential load(String certificate, String key) throws IOException {
        if (!certificate.startsWith("/") || !key.startsWith("/")) {
            throw new IOException("tls_certificate " + certificate + ", tls_privatekey " + key
                    + ": give full path names, beginning with a slash");
        }
        try {
            return files.credential(certificate, key);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw new IOException(unreadable(certificate, key, e), e);
        } catch (CertificateException e) {
            throw new IOException(where(certificate, key, certificate) + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(where(certificate, key, key) + e.getMessage(), e);
        }
    }

    private String unreadable(String certificate, String key, java.nio.file.FileSystemException e) {
        var file = String.valueOf(e.getFile());
        if (dialect == Dialect.GNUTLS) {
            return where(certificate, key, file) + "Error while reading file. (" + file + ")";
        }
        boolean missing = e instanceof NoSuchFileException;
        return where(certificate, key, file)
                + (missing
                        ? "error:80000002:system library::No such file or directory"
                        : "error:8000000D:system library::Permission denied");
    }

    /// Which step failed, as Exim names it by its library's calls.
    private String where(String certificate, String key, String file) {
        if (dialect == Dialect.GNUTLS) {
            return "(cert/key setup: cert=" + certificate + " key=" + key + "): ";
        }
        return file.equals(certificate)
                ? "(SSL_CTX_use_certificate_chain_file file=" + file + "): "
                : "(SSL_CTX_use_PrivateKey_file file=" + file + "): ";
    }
}
