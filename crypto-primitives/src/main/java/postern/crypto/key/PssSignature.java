package postern.crypto.key;

import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.rsa.Pss;

/// RSASSA-PSS with the parameters that a certificate names, of whatever length its salt is. TLS and our own
/// certificates know one shape for each hash (see [SignatureAlgorithm]); others have made certificates with the
/// longest salt that fits.
///
/// @param hash for the message and for the mask
public record PssSignature(HashAlgorithm hash, int saltLength) {
    /// Time depends on the octets, which are public. Reads a DER AlgorithmIdentifier of id-RSASSA-PSS.
    ///
    /// @throws KeyException if it is malformed, of another algorithm, or mixes hashes
    public static PssSignature read(Bytes algorithmIdentifier) {
        try {
            var in = new DerReader(algorithmIdentifier);
            var identifier = in.sequence();
            in.end();
            if (!identifier.oid().equals(KeyIds.RSA_PSS) || !identifier.hasMore()) {
                throw new KeyException("not RSASSA-PSS with parameters");
            }
            var parameters = identifier.sequence();
            identifier.end();
            var hash = PssParameters.readHashes(parameters);
            int salt = PssParameters.readSalt(parameters);
            parameters.end();
            return new PssSignature(hash, salt);
        } catch (DerException e) {
            throw new KeyException("signature algorithm: " + e.getMessage(), e);
        }
    }

    /// Time depends on the arguments, which are public. Whether a signature was made over the message with the
    /// private half of a key that allows these parameters. False, too, if the key is of another kind.
    public boolean verify(PublicKey key, Bytes message, Bytes signature) {
        var pss = new Pss(hash, hash, saltLength);
        return switch (key) {
            case PublicKey.Rsa(var rsa) -> pss.verify(rsa, message, signature);
            case PublicKey.RsaPss(var rsa, var restriction) -> {
                boolean allowed = restriction
                        .map(each -> each.hash() == hash && saltLength >= each.minimumSalt())
                        .orElse(true);
                yield allowed && pss.verify(rsa, message, signature);
            }
            default -> false;
        };
    }
}
