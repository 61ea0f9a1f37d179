package postern.tls.message;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.HandshakeType;

/// What the server chooses (RFC 9846 §4.2.3, RFC 5246 §7.4.1.3); with a certain `random` it is a HelloRetryRequest
/// (RFC 9846 §4.2.4):
///
/// ```
/// struct {
///     ProtocolVersion legacy_version;
///     Random random;
///     opaque legacy_session_id_echo<0..32>;
///     CipherSuite cipher_suite;
///     uint8 legacy_compression_method;
///     Extension extensions<6..2^16-1>;
/// } ServerHello;
/// ```
///
/// @param random 32 octets
public record ServerHello(
        int legacyVersion,
        Bytes random,
        Bytes legacySessionIdEcho,
        int cipherSuite,
        int legacyCompressionMethod,
        Extensions extensions)
        implements HandshakeMessage {

    /// The `random` that makes it a HelloRetryRequest: SHA-256 of that word (RFC 9846 §4.2.3).
    public static final Bytes HELLO_RETRY_REQUEST =
            Bytes.fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /// How the `random` ends if a server that can do TLS 1.3 was brought to choose TLS 1.2: `DOWNGRD` and 1
    /// (RFC 9846 §4.2.3).
    public static final Bytes DOWNGRADE_TO_TLS12 = Bytes.fromHex("444f574e47524401");

    /// The same, if TLS 1.1 or older was chosen.
    public static final Bytes DOWNGRADE_TO_TLS11 = Bytes.fromHex("444f574e47524400");

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    /// Whether the server asks for another ClientHello.
    public boolean isHelloRetryRequest() {
        return random.equals(HELLO_RETRY_REQUEST);
    }

    /// The version that was chosen: in the extension since TLS 1.3, in the field before (RFC 9846 §4.3.1).
    public int selectedVersion() {
        return extensions
                .find(SelectedVersion.class)
                .map(SelectedVersion::version)
                .orElse(legacyVersion);
    }

    /// The last eight octets of `random`, if they are one of the two signs of a downgrade.
    public Optional<Bytes> downgradeSentinel() {
        var end = random.from(ClientHello.RANDOM_LENGTH - DOWNGRADE_TO_TLS12.length());
        return Optional.of(end).filter(e -> e.equals(DOWNGRADE_TO_TLS12) || e.equals(DOWNGRADE_TO_TLS11));
    }

    static ServerHello read(TlsReader in) {
        int version = in.uint16();
        var random = in.bytes(ClientHello.RANDOM_LENGTH);
        var sessionId = in.opaque8(0, ClientHello.MAX_SESSION_ID_LENGTH);
        int suite = in.uint16();
        int compression = in.uint8();
        var block = in.rest();
        var last = new TlsReader(block);
        var extensions = Extensions.readOptional(last, place(random, block));
        last.end();
        return new ServerHello(version, random, sessionId, suite, compression, extensions);
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(legacyVersion).bytes(random).opaque8(legacySessionIdEcho);
        out.uint16(cipherSuite).uint8(legacyCompressionMethod);
        extensions.write(out);
    }

    /// Which extensions may stand here depends on the version, and that stands in one of them.
    private static Place place(Bytes random, Bytes block) {
        if (random.equals(HELLO_RETRY_REQUEST)) {
            return Place.HRR;
        }
        return hasSupportedVersions(new TlsReader(block)) ? Place.SH : Place.SH12;
    }

    private static boolean hasSupportedVersions(TlsReader in) {
        if (!in.hasMore()) {
            return false;
        }
        var codes = in.vector16().all(block -> {
            int code = block.uint16();
            block.opaque16();
            return code;
        });
        return codes.contains(ExtensionType.SUPPORTED_VERSIONS.code());
    }
}
