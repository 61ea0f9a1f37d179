package postern.tls.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;
import postern.tls.param.HandshakeType;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;

/// Each thing the codec refuses, by its name.
class HandshakeCodecTest {
    private static final Bytes RANDOM = Bytes.adopt(new byte[32]);

    private static ClientHello hello(Extension... extensions) {
        return new ClientHello(
                0x0303, RANDOM, Bytes.EMPTY, List.of(0x1301), ClientHello.NULL_COMPRESSION, Extensions.of(extensions));
    }

    private static ServerHello serverHello(Extension... extensions) {
        return new ServerHello(0x0303, RANDOM, Bytes.EMPTY, 0xc02f, 0, Extensions.of(extensions));
    }

    private static void refused(Violation violation, HandshakeMessage message, Role sender) {
        refused(violation, HandshakeCodec.write(message), sender);
    }

    private static void refused(Violation violation, Bytes message, Role sender) {
        var refusal =
                assertThrows(TlsException.class, () -> HandshakeCodec.read(message, ProtocolVersion.TLS13, sender));
        assertEquals(violation, refusal.violation(), refusal.getMessage());
    }

    @Test
    void anExtensionMayStandOnlyOnce() {
        var twice = hello(new Unknown(0x6a6a, Bytes.EMPTY), new Cookie(Bytes.of(1)), new Unknown(0x6a6a, Bytes.EMPTY));
        refused(Violation.DUPLICATE_EXTENSION, twice, Role.CLIENT);
    }

    @Test
    void aFloodOfExtensionsIsRefused() {
        var many = new ArrayList<Extension>();
        for (int i = 0; i <= Extensions.MAX_EXTENSIONS; i++) {
            many.add(new Unknown(0x8000 + i, Bytes.EMPTY));
        }
        refused(Violation.TOO_MANY_EXTENSIONS, hello(many.toArray(Extension[]::new)), Role.CLIENT);
        many.removeLast();
        var allowed = hello(many.toArray(Extension[]::new));
        assertEquals(allowed, HandshakeCodec.read(HandshakeCodec.write(allowed), ProtocolVersion.TLS13, Role.CLIENT));
    }

    @Test
    void aKnownExtensionMustStandInItsPlace() {
        var oidFilters = new Unknown(ExtensionType.OID_FILTERS.code(), Bytes.EMPTY);
        refused(Violation.EXTENSION_MISPLACED, hello(oidFilters), Role.CLIENT);
        refused(
                Violation.EXTENSION_MISPLACED,
                serverHello(new SelectedVersion(0x0304), new ExtendedMasterSecret()),
                Role.SERVER);
        refused(Violation.EXTENSION_MISPLACED, serverHello(new Cookie(Bytes.of(1))), Role.SERVER);
        refused(
                Violation.EXTENSION_MISPLACED,
                new EncryptedExtensions(Extensions.of(new SelectedVersion(0x0304))),
                Role.SERVER);
    }

    @Test
    void preSharedKeyMustBeLast() {
        var preSharedKey = new PreSharedKeys(
                List.of(new PreSharedKeys.Identity(Bytes.of(1), 0)), List.of(Bytes.copyOf(new byte[32])));
        refused(Violation.PRE_SHARED_KEY_NOT_LAST, hello(preSharedKey, new Cookie(Bytes.of(1))), Role.CLIENT);
        var last = hello(new Cookie(Bytes.of(1)), preSharedKey);
        assertEquals(last, HandshakeCodec.read(HandshakeCodec.write(last), ProtocolVersion.TLS13, Role.CLIENT));
    }

    @Test
    void aStapledStatusIsOfOcsp() {
        var status = new Unknown(ExtensionType.STATUS_REQUEST.code(), Bytes.of(2, 0, 0, 1, 9));
        var entry = new CertificateMessage13.Entry(Bytes.of(1), Extensions.of(status));
        refused(Violation.STATUS_TYPE, new CertificateMessage13(Bytes.EMPTY, List.of(entry)), Role.SERVER);
    }

    @Test
    void eachPreSharedKeyHasABinder() {
        var one = new PreSharedKeys.Identity(Bytes.of(1), 7);
        var binder = Bytes.copyOf(new byte[32]);
        refused(Violation.BINDER_COUNT, hello(new PreSharedKeys(List.of(one, one), List.of(binder))), Role.CLIENT);
        var both = hello(new PreSharedKeys(List.of(one, one), List.of(binder, binder)));
        assertEquals(both, HandshakeCodec.read(HandshakeCodec.write(both), ProtocolVersion.TLS13, Role.CLIENT));
    }

    @Test
    void twoKeySharesForOneGroupAreRefused() {
        var share = new KeyShareEntry(29, Bytes.adopt(new byte[32]));
        refused(Violation.DUPLICATE_KEY_SHARE, hello(new KeyShareClientHello(List.of(share, share))), Role.CLIENT);
    }

    @Test
    void serverNamesOfStrangeFormAreRefused() {
        refused(Violation.TEXT_ENCODING, hello(new ServerName("a\0b")), Role.CLIENT);
        refused(Violation.TEXT_ENCODING, hello(new ServerName("a b")), Role.CLIENT);
        refused(Violation.TEXT_ENCODING, hello(new ServerName("ä.example")), Role.CLIENT);
        refused(Violation.SERVER_NAME_FORM, hello(new ServerName("x".repeat(256))), Role.CLIENT);
        var twoNames = new Unknown(0, Bytes.fromHex("0008 00 0001 61 00 0001 62"));
        refused(Violation.SERVER_NAME_FORM, hello(twoNames), Role.CLIENT);
        var otherType = new Unknown(0, Bytes.fromHex("0004 01 0001 61"));
        refused(Violation.SERVER_NAME_FORM, hello(otherType), Role.CLIENT);
    }

    @Test
    void aKeyUpdateAsksForYesOrNo() {
        refused(Violation.KEY_UPDATE_VALUE, Bytes.fromHex("18 000001 02"), Role.CLIENT);
    }

    @Test
    void explicitCurvesAreRefused() {
        var explicitPrime = Bytes.fromHex("0c 000004 01 0017 00");
        var refusal = assertThrows(
                TlsException.class, () -> HandshakeCodec.read(explicitPrime, ProtocolVersion.TLS12, Role.SERVER));
        assertEquals(Violation.CURVE_TYPE, refusal.violation());
    }

    @Test
    void typesOfTheOtherSideOrVersionAreRefused() {
        refused(Violation.HANDSHAKE_TYPE, hello(), Role.SERVER);
        refused(Violation.HANDSHAKE_TYPE, new ServerHelloDone(), Role.SERVER);
        refused(Violation.HANDSHAKE_TYPE, Bytes.fromHex("7f 000000"), Role.SERVER);
        refused(Violation.HANDSHAKE_TYPE, Bytes.fromHex("fe 000000"), Role.CLIENT);
    }

    @Test
    void aMessageLongerThanItsTypeNeedsIsRefusedAtItsHeader() {
        for (var type : HandshakeType.values()) {
            var header = new TlsWriter()
                    .uint8(type.code())
                    .uint24(type.maxLength() + 1)
                    .toBytes();
            for (var version : List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13)) {
                for (var sender : Role.values()) {
                    var refusal = assertThrows(TlsException.class, () -> HandshakeCodec.read(header, version, sender));
                    var expected = refusal.violation() == Violation.HANDSHAKE_TYPE
                            ? Violation.HANDSHAKE_TYPE
                            : Violation.MESSAGE_TOO_LONG;
                    assertEquals(expected, refusal.violation());
                }
            }
        }
    }

    @Test
    void anAbsentBlockIsNotAnEmptyOne() {
        var absent = new ClientHello(
                0x0303, RANDOM, Bytes.EMPTY, List.of(0xc02f), ClientHello.NULL_COMPRESSION, Extensions.ABSENT);
        var empty = absent.withExtensions(Extensions.of());
        assertEquals(
                HandshakeCodec.write(absent).length() + 2,
                HandshakeCodec.write(empty).length());
        assertEquals(absent, HandshakeCodec.read(HandshakeCodec.write(absent), ProtocolVersion.TLS12, Role.CLIENT));
        assertEquals(empty, HandshakeCodec.read(HandshakeCodec.write(empty), ProtocolVersion.TLS12, Role.CLIENT));
    }

    @Test
    void theDowngradeSignIsTheEndOfTheRandom() {
        var marked = Bytes.adopt(new byte[24]).concat(ServerHello.DOWNGRADE_TO_TLS12);
        var hello = new ServerHello(0x0303, marked, Bytes.EMPTY, 0xc02f, 0, Extensions.ABSENT);
        assertEquals(Optional.of(ServerHello.DOWNGRADE_TO_TLS12), hello.downgradeSentinel());
        assertEquals(0x0303, hello.selectedVersion());
        assertEquals(Optional.empty(), serverHello().downgradeSentinel());
    }

    @Test
    void anUnknownExtensionIsNamedByItsCode() {
        assertEquals("extension 0x6a6a ff", new Unknown(0x6a6a, Bytes.of(255)).toString());
    }

    /// A property found it once in many thousand runs: what follows the extensions was dropped.
    @Test
    void octetsBehindTheExtensionsOfAServerHello() {
        var hello = Bytes.fromHex("0303" + "00".repeat(32) + "00" + "c02f" + "00" + "0000" + "ff01000100");
        var message = Bytes.of(2, 0, 0, hello.length()).concat(hello);
        var refused = assertThrows(
                TlsException.class, () -> HandshakeCodec.read(message, ProtocolVersion.TLS12, Role.SERVER));
        assertEquals(Violation.TRAILING_OCTETS, refused.violation());
    }
}
