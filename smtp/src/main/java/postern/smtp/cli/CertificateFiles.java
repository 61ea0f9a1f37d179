package postern.smtp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Credential;
import postern.tls.pki.RevocationCheck;
import postern.tls.pki.TrustStore;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.CrlStore;
import postern.tls.pki.revocation.RevocationPolicy;

/// Reads the certificate files that a command line names. A file that cannot be read is wrong usage; one that
/// holds no certificate is an answer.
final class CertificateFiles {
    /// Certificates are of kilobytes; a bundle of all roots of the world, below one megabyte.
    private static final int MAX_OCTETS = 64 << 20;

    private static final Path STANDARD_INPUT = Path.of("-");

    private final CommandSpec spec;

    CertificateFiles(CommandSpec spec) {
        this.spec = spec;
    }

    /// All certificates of a PEM file, or the one of a DER file; at least one.
    ///
    /// @throws CertificateException if there is none, or a malformed one
    List<Certificate> read(Path file) {
        var octets = octets(file);
        try {
            var certificates = isPem(octets)
                    ? Certificate.parsePem(octets.toText(StandardCharsets.ISO_8859_1))
                    : List.of(Certificate.parse(octets));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw new CertificateException(e.problem(), file + ": " + e.getMessage(), e);
        }
        throw new CertificateException(CertificateProblem.MALFORMED, file + " has no certificate in it");
    }

    /// A certificate chain and the private key of its first certificate, which may stand in one PEM file. The
    /// key's file is a secret from its first octet; it never becomes a String.
    ///
    /// @throws CertificateException if there is no certificate, or a malformed one
    /// @throws CommandException if there is no usable key, or it belongs to another certificate
    Credential credential(Path chainFile, Path keyFile) {
        var chain = read(chainFile);
        try (var text = Secret.adopt(content(keyFile))) {
            return new Credential(chain, PrivateKey.fromPem(text, keyFile.toString()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(chainFile + ", " + keyFile + ": " + e.getMessage(), e);
        }
    }

    /// What `--ca` names: a PEM file, a directory of hash links, or the word `system`.
    TrustStore trusted(String file) {
        if (Files.isDirectory(Path.of(file))) {
            return trustedDirectory(Path.of(file));
        }
        if (!file.equals("system")) {
            return TrustStore.of(read(Path.of(file)));
        }
        try {
            return TrustStore.ofSystem();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--ca system: " + e.getMessage(), e);
        }
    }

    /// The check of certificates against the lists in these files; none without files.
    ///
    /// @throws CertificateException if one is malformed, or of a kind that is not read here
    RevocationCheck revocation(List<Path> lists) {
        if (lists.isEmpty()) {
            return RevocationCheck.NONE;
        }
        var crls = lists.stream()
                .flatMap(file -> Crl.parseAll(octets(file)).stream())
                .toList();
        return new CrlStore(crls, RevocationPolicy.REQUIRE_LIST);
    }

    /// A file of which nobody else may see anything; the caller's to close.
    Secret secret(Path file) {
        return Secret.adopt(content(file));
    }

    private TrustStore trustedDirectory(Path directory) {
        try {
            return TrustStore.ofDirectory(directory);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--ca " + directory + ": " + e.getMessage(), e);
        }
    }

    /// The octets of a file, or of standard input.
    Bytes octets(Path file) {
        return Bytes.adopt(content(file));
    }

    private byte[] content(Path file) {
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), file + " is a directory; name a file");
        }
        try (var in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file)) {
            var octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new ParameterException(spec.commandLine(), file + " is larger than 64 MiB");
            }
            return octets;
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file, e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isPem(Bytes octets) {
        return octets.toText(StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }
}
