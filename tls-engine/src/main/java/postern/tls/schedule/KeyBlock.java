package postern.tls.schedule;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// The record keys of a connection up to TLS 1.2, cut from one run of the PRF (RFC 5246 §6.3): client MAC key,
/// server MAC key, client key, server key, client IV, server IV. An AEAD suite has no MAC keys.
///
/// @param client what protects the client's records
/// @param server what protects the server's records
public record KeyBlock(RecordKeys client, RecordKeys server) {
    static KeyBlock derive(CipherSpec spec, Secret masterSecret, Randoms randoms) {
        int mac = spec.suite().mac().keyLength();
        int key = spec.suite().bulk().keyLength();
        int iv = spec.ivLength();
        try (var block = spec.prf().expand(masterSecret, seed(randoms), 2 * (mac + key + iv))) {
            var cut = new Cut(spec, block);
            return new KeyBlock(cut.keysOf(0), cut.keysOf(1));
        }
    }

    /// The server's random comes first here, unlike in the master secret.
    static Prf.Seed seed(Randoms randoms) {
        return new Prf.Seed("key expansion", Bytes.concat(randoms.server(), randoms.client()));
    }

    /// The block and the lengths of its parts.
    private record Cut(CipherSpec spec, Secret block) {
        /// @param side 0 for the client, 1 for the server
        RecordKeys keysOf(int side) {
            int mac = spec.suite().mac().keyLength();
            int key = spec.suite().bulk().keyLength();
            int iv = spec.ivLength();
            return new RecordKeys(
                    spec.version(),
                    spec.suite(),
                    block.slice(2 * mac + side * key, key),
                    block.slice(2 * (mac + key) + side * iv, iv),
                    new MacKey(block.slice(side * mac, mac), spec.order()));
        }
    }
}
