package postern.tls.message;

import java.util.EnumSet;
import java.util.Set;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;

/// Octets to message and back (RFC 9846 §4):
///
/// ```
/// struct { HandshakeType msg_type; uint24 length; select (msg_type) { … }; } Handshake;
/// ```
///
/// The same type can have another body in another version, and some messages come from one side only; so reading
/// needs both. For every string of octets that is accepted, `write(read(octets))` gives the same octets.
public final class HandshakeCodec {
    private static final Set<HandshakeType> FROM_CLIENT_13 = EnumSet.of(
            HandshakeType.CLIENT_HELLO,
            HandshakeType.END_OF_EARLY_DATA,
            HandshakeType.CERTIFICATE,
            HandshakeType.COMPRESSED_CERTIFICATE,
            HandshakeType.CERTIFICATE_VERIFY,
            HandshakeType.FINISHED,
            HandshakeType.KEY_UPDATE);
    private static final Set<HandshakeType> FROM_SERVER_13 = EnumSet.of(
            HandshakeType.SERVER_HELLO,
            HandshakeType.ENCRYPTED_EXTENSIONS,
            HandshakeType.CERTIFICATE_REQUEST,
            HandshakeType.CERTIFICATE,
            HandshakeType.COMPRESSED_CERTIFICATE,
            HandshakeType.CERTIFICATE_VERIFY,
            HandshakeType.FINISHED,
            HandshakeType.NEW_SESSION_TICKET,
            HandshakeType.KEY_UPDATE);
    private static final Set<HandshakeType> FROM_CLIENT_12 = EnumSet.of(
            HandshakeType.CLIENT_HELLO,
            HandshakeType.CERTIFICATE,
            HandshakeType.CLIENT_KEY_EXCHANGE,
            HandshakeType.CERTIFICATE_VERIFY,
            HandshakeType.FINISHED);
    private static final Set<HandshakeType> FROM_SERVER_12 = EnumSet.of(
            HandshakeType.HELLO_REQUEST,
            HandshakeType.SERVER_HELLO,
            HandshakeType.CERTIFICATE,
            HandshakeType.CERTIFICATE_STATUS,
            HandshakeType.SERVER_KEY_EXCHANGE,
            HandshakeType.CERTIFICATE_REQUEST,
            HandshakeType.SERVER_HELLO_DONE,
            HandshakeType.NEW_SESSION_TICKET,
            HandshakeType.FINISHED);

    private HandshakeCodec() {}

    /// Reads one complete message with its header.
    ///
    /// @param version what was negotiated; before that, the newest version we would accept
    /// @param sender  which side it comes from
    /// @throws TlsException if the sender may not send this type in this version, or the body is malformed
    public static HandshakeMessage read(Bytes message, ProtocolVersion version, Role sender) {
        return read(message, Syntax.of(version), sender);
    }

    /// Reads one complete message with its header.
    ///
    /// @param syntax  what was negotiated
    /// @param sender  which side it comes from
    /// @throws TlsException if the sender may not send this type in this version, or the body is malformed
    public static HandshakeMessage read(Bytes message, Syntax syntax, Role sender) {
        var version = syntax.version();
        var in = new TlsReader(message);
        var type = expectedType(in.uint8(), version, sender);
        int length = in.uint24();
        if (length > type.maxLength()) {
            throw new TlsException(Violation.MESSAGE_TOO_LONG, type + " of " + length + " octets");
        }
        var body = new TlsReader(in.bytes(length));
        in.end();
        var result = version.atLeast(ProtocolVersion.TLS13) ? read13(type, body) : read12(type, syntax, body);
        body.end();
        return result;
    }

    /// The message with its header.
    ///
    /// @throws IllegalArgumentException if a field does not fit
    public static Bytes write(HandshakeMessage message) {
        return new TlsWriter()
                .uint8(message.type().code())
                .vector24(message::write)
                .toBytes();
    }

    private static HandshakeType expectedType(int code, ProtocolVersion version, Role sender) {
        return HandshakeType.ofCode(code)
                .filter(known -> sentBy(sender, version).contains(known))
                .orElseThrow(() -> new TlsException(
                        Violation.HANDSHAKE_TYPE, describe(code) + " from the " + sender + " in " + version));
    }

    private static String describe(int code) {
        return HandshakeType.ofCode(code).map(HandshakeType::toString).orElse("type " + code);
    }

    private static Set<HandshakeType> sentBy(Role sender, ProtocolVersion version) {
        if (version.atLeast(ProtocolVersion.TLS13)) {
            return sender == Role.CLIENT ? FROM_CLIENT_13 : FROM_SERVER_13;
        }
        return sender == Role.CLIENT ? FROM_CLIENT_12 : FROM_SERVER_12;
    }

    private static HandshakeMessage read13(HandshakeType type, TlsReader in) {
        return switch (type) {
            case CLIENT_HELLO -> ClientHello.read(in);
            case SERVER_HELLO -> ServerHello.read(in);
            case NEW_SESSION_TICKET -> NewSessionTicket.read(in);
            case END_OF_EARLY_DATA -> new EndOfEarlyData();
            case ENCRYPTED_EXTENSIONS -> EncryptedExtensions.read(in);
            case CERTIFICATE -> CertificateMessage13.read(in);
            case COMPRESSED_CERTIFICATE -> CompressedCertificate.read(in);
            case CERTIFICATE_REQUEST -> CertificateRequest13.read(in);
            case CERTIFICATE_VERIFY -> CertificateVerify.read(in);
            case FINISHED -> Finished.read(in);
            case KEY_UPDATE -> KeyUpdate.read(in);
            default -> throw new TlsException(Violation.HANDSHAKE_TYPE, type + " in TLS1.3");
        };
    }

    private static HandshakeMessage read12(HandshakeType type, Syntax syntax, TlsReader in) {
        return switch (type) {
            case HELLO_REQUEST -> new HelloRequest();
            case CLIENT_HELLO -> ClientHello.read(in);
            case SERVER_HELLO -> ServerHello.read(in);
            case CERTIFICATE -> Certificate12.read(in);
            case SERVER_KEY_EXCHANGE -> ServerKeyExchange.read(syntax, in);
            case CERTIFICATE_REQUEST -> CertificateRequest12.read(syntax.version(), in);
            case CERTIFICATE_STATUS -> CertificateStatus.read(in);
            case SERVER_HELLO_DONE -> new ServerHelloDone();
            case NEW_SESSION_TICKET -> NewSessionTicket12.read(in);
            case CERTIFICATE_VERIFY -> CertificateVerify12.read(syntax.version(), in);
            case CLIENT_KEY_EXCHANGE -> ClientKeyExchange.read(syntax, in);
            case FINISHED -> Finished.read(in);
            default -> throw new TlsException(Violation.HANDSHAKE_TYPE, type + " in TLS1.2");
        };
    }
}
