package postern.tls.pki;

import java.util.List;
import postern.crypto.key.PrivateKey;
import postern.crypto.key.PublicKey;

/// What one end proves itself with: a certificate chain and the private key of its first certificate.
///
/// The key belongs to whoever made the credential and must stay open while connections use it.
///
/// @param chain the own certificate, then each issuer's; the root may be missing (RFC 9846 §4.5.1)
public record Credential(List<Certificate> chain, PrivateKey key) {
    /// Refuses a key that is not the certificate's.
    ///
    /// @throws IllegalArgumentException if the chain is empty or the key is another's
    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "a credential needs at least one certificate: give the chain of the key");
        }
        var leaf = chain.getFirst();
        if (!leaf.spki().equals(key.publicKey().spki()) && !isSamePssKey(leaf.publicKey(), key.publicKey())) {
            throw new IllegalArgumentException(
                    "the private key (" + key.publicKey().describe()
                            + ") does not belong to the certificate of " + leaf.subject()
                            + " (public keys differ); give the key that the certificate was issued for");
        }
    }

    /// GnuTLS writes restrictions into the certificate of a key that do not stand beside the key.
    private static boolean isSamePssKey(PublicKey certified, PublicKey own) {
        return certified instanceof PublicKey.RsaPss(var first, var restriction)
                && own instanceof PublicKey.RsaPss(var second, var other)
                && first.equals(second);
    }

    /// The own certificate.
    public Certificate leaf() {
        return chain.getFirst();
    }

    /// The public key, as certified.
    public PublicKey publicKey() {
        return leaf().publicKey();
    }

    /// Whether the certificate is for this host.
    public boolean isFor(HostName name) {
        return leaf().subjectAltNames().stream().anyMatch(name::matches);
    }

    /// The certificate's subject and the kind of key; never the key.
    @Override
    public String toString() {
        return "Credential[" + leaf().subject() + ", " + publicKey().describe() + "]";
    }
}
