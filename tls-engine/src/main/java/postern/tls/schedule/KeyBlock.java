package postern.tls.schedule;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;

/// The record keys of a TLS 1.2 connection, cut from one run of the PRF (RFC 5246 §6.3). An AEAD suite has no MAC
/// keys, so the parts are: client key, server key, client IV, server IV.
///
/// @param client what protects the client's records
/// @param server what protects the server's records
public record KeyBlock(RecordKeys client, RecordKeys server) {
    static KeyBlock derive(CipherSuite suite, Secret masterSecret, Randoms randoms) {
        int key = suite.bulk().aead().keyLength();
        int iv = ivLength(suite.bulk());
        try (var block = new Prf(suite.hash()).expand(masterSecret, seed(randoms), 2 * (key + iv))) {
            return new KeyBlock(
                    keys(suite, block.slice(0, key), block.slice(2 * key, iv)),
                    keys(suite, block.slice(key, key), block.slice(2 * key + iv, iv)));
        }
    }

    /// The server's random comes first here, unlike in the master secret.
    static Prf.Seed seed(Randoms randoms) {
        return new Prf.Seed("key expansion", Bytes.concat(randoms.server(), randoms.client()));
    }

    /// The part of each nonce that is not sent: four octets (RFC 5288 §3), or all twelve (RFC 7905 §2).
    private static int ivLength(Bulk bulk) {
        return switch (bulk) {
            case AES_128_GCM, AES_256_GCM -> 4;
            case CHACHA20_POLY1305 -> 12;
            default -> throw new IllegalArgumentException(bulk + " is not implemented");
        };
    }

    private static RecordKeys keys(CipherSuite suite, Secret key, Secret iv) {
        return new RecordKeys(ProtocolVersion.TLS12, suite, key, iv);
    }
}
