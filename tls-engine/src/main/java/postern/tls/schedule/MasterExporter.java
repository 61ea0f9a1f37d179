package postern.tls.schedule;

import java.util.Optional;
import java.util.Set;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.codec.TlsWriter;

/// Keys for others, up to TLS 1.2 (RFC 5705 §4). Only of a master secret that is bound to its handshake: with
/// another one, two connections can have the same keys (RFC 7627 §5.4).
public final class MasterExporter implements Exporter, AutoCloseable {
    /// What the PRF is used for inside TLS must not be had from outside (RFC 5705 §4).
    private static final Set<String> RESERVED =
            Set.of("client finished", "server finished", "master secret", "key expansion", "extended master secret");

    private final Prf prf;
    private final Secret masterSecret;
    private final Randoms randoms;

    /// Takes ownership of the secret.
    MasterExporter(Prf prf, Secret masterSecret, Randoms randoms) {
        this.prf = prf;
        this.masterSecret = masterSecret;
        this.randoms = randoms;
    }

    /// `PRF(master_secret, label, client_random + server_random [+ context length + context])`
    ///
    /// @throws IllegalArgumentException if the label is one of TLS itself
    @Override
    public Secret export(String label, Optional<Bytes> context, int length) {
        if (RESERVED.contains(label)) {
            throw new IllegalArgumentException("the label '" + label + "' is reserved (RFC 5705 §4)");
        }
        var described = new TlsWriter();
        context.ifPresent(described::opaque16);
        var seed = Bytes.concat(randoms.client(), randoms.server(), described.toBytes());
        return prf.expand(masterSecret, new Prf.Seed(label, seed), length);
    }

    /// Wipes the secret.
    @Override
    public void close() {
        masterSecret.close();
    }
}
