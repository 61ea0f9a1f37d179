package postern.tls.handshake.tls12;

import postern.crypto.bytes.Bytes;
import postern.tls.message.ServerParams;
import postern.tls.schedule.Randoms;

/// What the server signs in its ServerKeyExchange (RFC 8422 §5.4): both random values, then its ephemeral key.
///
/// The signature covers nothing else of the handshake: not the cipher suite, not the version. That is for
/// Finished alone, and why TLS 1.3 signs the whole transcript.
public final class SignedParams {
    private SignedParams() {}

    /// The content for these values.
    public static Bytes of(Randoms randoms, ServerParams params) {
        return Bytes.concat(randoms.client(), randoms.server(), params.toBytes());
    }
}
