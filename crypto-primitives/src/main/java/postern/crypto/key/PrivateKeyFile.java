package postern.crypto.key;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import postern.crypto.asn1.SecretPem;

/// The private key among the blocks of a PEM file, found by its label.
///
/// An encrypted key is refused with the command that decrypts it: a server that starts unattended would have to
/// have the passphrase in another file, which protects nothing.
///
/// @param name what the file is called in messages
record PrivateKeyFile(String name) {
    static final String PKCS8 = "PRIVATE KEY";

    private static final String ENCRYPTED_PKCS8 = "ENCRYPTED PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String OPENSSH = "OPENSSH PRIVATE KEY";

    /// The header that marks an encrypted key of the old form (RFC 1421 §4.6.1.1).
    private static final String ENCRYPTED_HEADER = "Proc-Type: 4,ENCRYPTED";

    PrivateKey read(List<SecretPem> blocks) {
        for (var block : blocks) {
            if (block.label().endsWith(PKCS8)) {
                return within("private key " + name, () -> read(block));
            }
        }
        throw new KeyException("private key " + name + ": no private key in it, "
                + (blocks.isEmpty()
                        ? "and no PEM block at all; if it is DER, convert it with: openssl pkey -inform DER -in " + name
                                + " -out " + name + ".pem"
                        : "only " + blocks.stream().map(SecretPem::label).collect(Collectors.joining(", "))));
    }

    private PrivateKey read(SecretPem block) {
        if (block.label().equals(ENCRYPTED_PKCS8) || block.headers().contains(ENCRYPTED_HEADER)) {
            throw new KeyException("it is encrypted; decrypt it with: openssl pkey -in " + name + " -out " + name
                    + ".decrypted (and keep that file readable by the server alone)");
        }
        return switch (block.label()) {
            case PKCS8 -> Pkcs8.read(block.der());
            case PKCS1 -> new PrivateKey.Rsa(RsaPrivateKeyDer.read(block.der()));
            case SEC1 -> EcPrivateKeyDer.read(block.der());
            case OPENSSH ->
                throw new KeyException(
                        "it is in OpenSSH's form; convert it in place with: ssh-keygen -p -m PKCS8 -f " + name);
            default ->
                throw new KeyException(
                        "'" + block.label() + "' is not supported; make one with: openssl genpkey -algorithm EC "
                                + "-pkeyopt ec_paramgen_curve:P-256 -out " + name);
        };
    }

    /// Runs a reader, and says of its refusals what it was reading.
    static PrivateKey within(String what, Supplier<PrivateKey> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new KeyException(what + ": " + e.getMessage(), e);
        }
    }
}
