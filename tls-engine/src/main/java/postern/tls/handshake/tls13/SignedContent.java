package postern.tls.handshake.tls13;

import java.nio.charset.StandardCharsets;
import postern.crypto.bytes.Bytes;
import postern.tls.param.Role;

/// What a CertificateVerify signs (RFC 9846 §4.5.2): 64 spaces, a text that says who signs, a zero, and the hash of
/// the transcript up to the signer's Certificate.
///
/// The spaces cover what an attacker could choose in the signatures of older versions; the text keeps a client's
/// signature from being used as a server's.
public final class SignedContent {
    private static final Bytes PADDING = Bytes.utf8(" ".repeat(64));

    private SignedContent() {}

    /// The content for a signer.
    public static Bytes of(Role signer, Bytes transcriptHash) {
        var who = signer == Role.SERVER ? "server" : "client";
        var context = "TLS 1.3, " + who + " CertificateVerify\0";
        return Bytes.concat(PADDING, Bytes.copyOf(context.getBytes(StandardCharsets.US_ASCII)), transcriptHash);
    }
}
