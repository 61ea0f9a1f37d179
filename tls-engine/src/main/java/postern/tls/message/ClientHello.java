package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.HandshakeType;

/// What the client offers (RFC 9846 §4.2.2, RFC 5246 §7.4.1.2):
///
/// ```
/// struct {
///     ProtocolVersion legacy_version;
///     Random random;
///     opaque legacy_session_id<0..32>;
///     CipherSuite cipher_suites<2..2^16-2>;
///     opaque legacy_compression_methods<1..2^8-1>;
///     Extension extensions<8..2^16-1>;
/// } ClientHello;
/// ```
///
/// @param random 32 octets
public record ClientHello(
        int legacyVersion,
        Bytes random,
        Bytes legacySessionId,
        List<Integer> cipherSuites,
        Bytes legacyCompressionMethods,
        Extensions extensions)
        implements HandshakeMessage {

    /// The octets of `random`.
    public static final int RANDOM_LENGTH = 32;

    /// The most octets a session id has.
    public static final int MAX_SESSION_ID_LENGTH = 32;

    /// The only compression method: none. Compression tells secrets by length (CRIME).
    public static final Bytes NULL_COMPRESSION = Bytes.of(0);

    public ClientHello {
        cipherSuites = List.copyOf(cipherSuites);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }

    /// The same offer with other extensions, as after a HelloRetryRequest.
    public ClientHello withExtensions(Extensions changed) {
        return new ClientHello(legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, changed);
    }

    static ClientHello read(TlsReader in) {
        int version = in.uint16();
        var random = in.bytes(RANDOM_LENGTH);
        var sessionId = in.opaque8(0, MAX_SESSION_ID_LENGTH);
        var suites = in.vector16(2).all(TlsReader::uint16);
        var compression = in.opaque8(1, 255);
        var extensions = Extensions.readOptional(in, Place.CH);
        requirePreSharedKeyLast(extensions.list());
        return new ClientHello(version, random, sessionId, suites, compression, extensions);
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(legacyVersion).bytes(random).opaque8(legacySessionId);
        out.vector16(list -> list.all(cipherSuites, TlsWriter::uint16));
        out.opaque8(legacyCompressionMethods);
        extensions.write(out);
    }

    /// The binders cover everything before them, so nothing may stand behind (RFC 9846 §4.3.11).
    private static void requirePreSharedKeyLast(List<Extension> list) {
        int preSharedKey = ExtensionType.PRE_SHARED_KEY.code();
        if (list.stream().limit(Math.max(0, list.size() - 1)).anyMatch(each -> each.code() == preSharedKey)) {
            throw new TlsException(Violation.PRE_SHARED_KEY_NOT_LAST);
        }
    }
}
