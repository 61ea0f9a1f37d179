package postern.tls.handshake;

import postern.tls.param.SignatureScheme;
import postern.tls.pki.Credential;

/// How one end proves who it is: with this certificate, signing like this.
public record Proof(Credential credential, SignatureScheme scheme) {
    @Override
    public String toString() {
        return credential.leaf().subject() + " (" + credential.publicKey().describe() + "), " + scheme.ianaName();
    }
}
