package postern.tls.schedule;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.schedule.HkdfLabel.Purpose;

/// Keys for others: protocols above TLS draw secrets from here that belong to this connection alone (RFC 9846
/// §7.5).
public final class ExporterSecret implements Exporter, NamedSecret, AutoCloseable {
    private final HashAlgorithm hash;
    private final Secret secret;

    ExporterSecret(HashAlgorithm hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /// `TLS-Exporter(label, context_value, key_length)`. No context is the same as an empty one.
    @Override
    public Secret export(String label, Optional<Bytes> context, int length) {
        try (var forLabel = HkdfLabel.deriveSecret(secret, label, Transcript.of(hash))) {
            return HkdfLabel.expandLabel(
                    hash, forLabel, new Purpose("exporter", hash.hash(context.orElse(Bytes.EMPTY)), length));
        }
    }

    @Override
    public SecretLabel label() {
        return SecretLabel.EXPORTER_SECRET;
    }

    @Override
    public Secret value() {
        return secret;
    }

    /// Wipes the secret.
    @Override
    public void close() {
        secret.close();
    }
}
