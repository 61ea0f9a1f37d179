package postern.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.Finished;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareEntry;
import postern.tls.message.PreSharedKeys;
import postern.tls.message.PskKeyExchangeModes;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.message.Unknown;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;

/// What a server refuses from a client that is not honest, one change at a time; and what it must not mind.
class ServerRefusalTest {
    private static final int GREASE = 0x0a0a;

    private static Violation ofHello(UnaryOperator<ClientHello> change) {
        return new Rehearsal().changing(ClientHello.class, change).refusal();
    }

    private static ClientHello without(ClientHello hello, ExtensionType type) {
        return hello.withExtensions(Extensions.of(hello.extensions().list().stream()
                .filter(extension -> extension.code() != type.code())
                .toList()));
    }

    /// The extension in the place of the one with the same code, or at the end.
    private static ClientHello with(ClientHello hello, Extension extension) {
        var list = new ArrayList<>(hello.extensions().list());
        list.removeIf(each -> each.code() == extension.code());
        list.add(extension);
        return hello.withExtensions(Extensions.of(list));
    }

    private static ClientHello with(ClientHello hello, int legacyVersion, List<Integer> suites) {
        return new ClientHello(
                legacyVersion,
                hello.random(),
                hello.legacySessionId(),
                suites,
                hello.legacyCompressionMethods(),
                hello.extensions());
    }

    // Versions

    @Test
    void noVersionInCommon() {
        assertEquals(
                Violation.UNSUPPORTED_VERSION,
                ofHello(hello -> with(hello, new SupportedVersions(List.of(GREASE, 0x0303)))));
        assertEquals(Violation.UNSUPPORTED_VERSION, ofHello(hello -> without(hello, ExtensionType.SUPPORTED_VERSIONS)));
        assertEquals(
                Violation.UNSUPPORTED_VERSION,
                ofHello(hello -> with(without(hello, ExtensionType.SUPPORTED_VERSIONS), 0x0304, hello.cipherSuites())));
    }

    @Test
    void aLegacyVersionOfSsl() {
        assertEquals(Violation.LEGACY_VERSION, ofHello(hello -> with(hello, 0x0300, hello.cipherSuites())));
        assertEquals(Violation.LEGACY_VERSION, ofHello(hello -> with(hello, 0x0002, hello.cipherSuites())));
    }

    /// The client has been refused before, with a newer version.
    @Test
    void aFallback() {
        var both = new Preferences(
                List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                Implemented.SUITES,
                List.of(NamedGroup.X25519),
                Implemented.SCHEMES);
        assertEquals(
                Violation.FALLBACK,
                new Rehearsal()
                        .with(Rehearsal.server(both))
                        .changing(
                                ClientHello.class,
                                hello -> with(
                                        with(hello, new SupportedVersions(List.of(0x0303))),
                                        0x0303,
                                        List.of(CipherSuite.FALLBACK_SCSV, 0xc02b)))
                        .refusal());
    }

    // Parameters

    @Test
    void nothingInCommon() {
        assertEquals(Violation.NO_COMMON_SUITE, ofHello(hello -> with(hello, 0x0303, List.of(GREASE, 0xc02b))));
        assertEquals(
                Violation.NO_COMMON_GROUP, ofHello(hello -> with(hello, new SupportedGroups(List.of(GREASE, 30)))));
        assertEquals(
                Violation.NO_COMMON_SIGNATURE,
                ofHello(hello -> with(hello, new SignatureAlgorithms(List.of(GREASE, 0x0401, 0x0503)))));
        assertEquals(
                Violation.NO_COMMON_PROTOCOL,
                ofHello(hello -> with(hello, new ApplicationProtocols(List.of(Bytes.utf8("h2"))))));
    }

    /// What the client says goes into the operator's log: no line breaks, no control characters.
    @Test
    void aProtocolNameDoesNotForgeALog() {
        var forged = Bytes.utf8("smtp\n2027-01-01 all is well");
        var play = new Rehearsal()
                .changing(ClientHello.class, hello -> with(hello, new ApplicationProtocols(List.of(forged))));
        var refusal = assertThrows(TlsException.class, play::play);
        assertEquals(Violation.NO_COMMON_PROTOCOL, refusal.violation());
        assertTrue(String.valueOf(refusal.getMessage()).contains("0x" + forged.toHex()));
    }

    @Test
    void aMissingExtension() {
        assertEquals(
                Violation.MISSING_SUPPORTED_GROUPS, ofHello(hello -> without(hello, ExtensionType.SUPPORTED_GROUPS)));
        assertEquals(
                Violation.MISSING_SIGNATURE_ALGORITHMS,
                ofHello(hello -> without(hello, ExtensionType.SIGNATURE_ALGORITHMS)));
        assertEquals(Violation.MISSING_KEY_SHARE, ofHello(hello -> without(hello, ExtensionType.KEY_SHARE)));
        var psk = new PreSharedKeys(
                List.of(new PreSharedKeys.Identity(Bytes.of(1), 0)), List.of(Bytes.copyOf(new byte[32])));
        assertEquals(Violation.MISSING_PSK_MODES, ofHello(hello -> with(hello, psk)));
    }

    @Test
    void compression() {
        assertEquals(
                Violation.COMPRESSION_OFFERED,
                ofHello(hello -> new ClientHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionId(),
                        hello.cipherSuites(),
                        Bytes.of(0, 1),
                        hello.extensions())));
    }

    @Test
    void aKeyShareThatIsNoPublicKey() {
        var zero = new KeyShareEntry(NamedGroup.X25519.code(), Bytes.copyOf(new byte[32]));
        var tooShort = new KeyShareEntry(NamedGroup.X25519.code(), Bytes.copyOf(new byte[31]));
        for (var share : List.of(zero, tooShort)) {
            assertEquals(
                    Violation.KEY_SHARE_INVALID,
                    ofHello(hello -> with(hello, new KeyShareClientHello(List.of(share)))));
        }
    }

    // The second hello

    private static final Preferences P256 = new Preferences(
            List.of(ProtocolVersion.TLS13), Implemented.SUITES, List.of(NamedGroup.SECP256R1), Implemented.SCHEMES);

    private static Violation ofSecondHello(UnaryOperator<ClientHello> change) {
        return new Rehearsal()
                .with(Rehearsal.server(P256))
                .changing(ClientHello.class, onSecond(change))
                .refusal();
    }

    private static UnaryOperator<ClientHello> onSecond(UnaryOperator<ClientHello> change) {
        var count = new AtomicInteger();
        return hello -> count.incrementAndGet() == 2 ? change.apply(hello) : hello;
    }

    @Test
    void aSecondHelloWithoutTheShareThatWasAskedFor() {
        assertEquals(Violation.MISSING_KEY_SHARE, ofSecondHello(hello -> without(hello, ExtensionType.KEY_SHARE)));
        assertEquals(
                Violation.SECOND_HELLO_CHANGED,
                ofSecondHello(hello -> with(hello, new KeyShareClientHello(List.of()))));
        var other = new KeyShareEntry(NamedGroup.X25519.code(), Bytes.copyOf(new byte[32]));
        assertEquals(
                Violation.SECOND_HELLO_CHANGED,
                ofSecondHello(hello -> with(hello, new KeyShareClientHello(List.of(other)))));
    }

    @Test
    void aSecondHelloThatIsAnother() {
        assertEquals(
                Violation.SECOND_HELLO_CHANGED,
                ofSecondHello(hello -> with(hello, 0x0303, hello.cipherSuites().subList(0, 2))));
        assertEquals(
                Violation.SECOND_HELLO_CHANGED,
                ofSecondHello(
                        hello -> with(hello, new ApplicationProtocols(List.of(Bytes.utf8("smtp"), Bytes.utf8("x"))))));
        assertEquals(Violation.SECOND_HELLO_CHANGED, ofSecondHello(hello -> without(hello, ExtensionType.SERVER_NAME)));
    }

    @Test
    void aSecondHelloWithEarlyData() {
        assertEquals(
                Violation.SECOND_HELLO_CHANGED,
                ofSecondHello(hello -> with(hello, new Unknown(ExtensionType.EARLY_DATA.code(), Bytes.EMPTY))));
    }

    @Test
    void aSecondHelloOfAnOlderVersion() {
        var both = new Preferences(
                List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                Implemented.SUITES,
                List.of(NamedGroup.SECP256R1),
                Implemented.SCHEMES);
        assertEquals(
                Violation.SECOND_HELLO_CHANGED,
                new Rehearsal()
                        .with(Rehearsal.server(both))
                        .changing(
                                ClientHello.class,
                                onSecond(hello -> with(hello, new SupportedVersions(List.of(0x0303)))))
                        .refusal());
    }

    // Finished

    @Test
    void aFinishedThatIsWrong() {
        var count = new AtomicInteger();
        UnaryOperator<Finished> secondEmpty =
                finished -> count.incrementAndGet() == 2 ? new Finished(Bytes.EMPTY) : finished;
        assertEquals(
                Violation.FINISHED_MISMATCH,
                new Rehearsal().changing(Finished.class, secondEmpty).refusal());
    }

    // What must be ignored

    /// Values that mean nothing, in every list there is (RFC 8701): the server goes on, as far as the client lets
    /// it.
    @Test
    void greaseIsIgnored() {
        var client = postern.tls.handshake.tls13.client.Start.begin(Rehearsal.client(Rehearsal.everything()));
        var hello = ((Effect.Send) client.effects().getFirst()).message();
        var greased = greased((ClientHello) hello);
        var start = postern.tls.handshake.tls13.server.Start.of(Rehearsal.server(Rehearsal.everything()));
        var sent = Effect.Send.of(greased);
        var next = start.receive(sent.message(), sent.encoding()).next();
        assertInstanceOf(postern.tls.handshake.tls13.server.WaitFinished.class, next);
    }

    private static ClientHello greased(ClientHello hello) {
        var suites = new ArrayList<>(List.of(GREASE));
        suites.addAll(hello.cipherSuites());
        var extensions = new ArrayList<Extension>(List.of(new Unknown(GREASE, Bytes.EMPTY)));
        for (var extension : hello.extensions().list()) {
            extensions.add(
                    switch (extension) {
                        case SupportedVersions list -> new SupportedVersions(prepended(list.versions()));
                        case SupportedGroups list -> new SupportedGroups(prepended(list.groups()));
                        case SignatureAlgorithms list -> new SignatureAlgorithms(prepended(list.schemes()));
                        case KeyShareClientHello list ->
                            new KeyShareClientHello(List.of(
                                    new KeyShareEntry(GREASE, Bytes.of(0)),
                                    list.shares().getFirst()));
                        default -> extension;
                    });
        }
        extensions.add(new Unknown(0x1a1a, Bytes.of(0)));
        return with(hello, 0x0303, suites).withExtensions(Extensions.of(extensions));
    }

    private static List<Integer> prepended(List<Integer> codes) {
        var longer = new ArrayList<>(List.of(GREASE));
        longer.addAll(codes);
        return longer;
    }

    /// An offer to resume and early data: the server answers as if they were not there.
    @Test
    void anOfferToResumeIsIgnored() {
        var early = new Unknown(ExtensionType.EARLY_DATA.code(), Bytes.EMPTY);
        var psk = new PreSharedKeys(
                List.of(new PreSharedKeys.Identity(Bytes.of(1), 0)), List.of(Bytes.copyOf(new byte[32])));
        var client = postern.tls.handshake.tls13.client.Start.begin(Rehearsal.client(Rehearsal.everything()));
        var hello = (ClientHello) ((Effect.Send) client.effects().getFirst()).message();
        var sent = Effect.Send.of(with(with(with(hello, new PskKeyExchangeModes(List.of(1))), early), psk));
        var step = postern.tls.handshake.tls13.server.Start.of(Rehearsal.server(Rehearsal.everything()))
                .receive(sent.message(), sent.encoding());
        var skips = step.effects().stream()
                .filter(Effect.SkipEarlyData.class::isInstance)
                .toList();
        assertEquals(List.of(new Effect.SkipEarlyData(EarlyDataSkip.UNTIL_ONE_OPENS)), skips);
    }

    @Test
    void theServerEndsUpConnected() {
        assertInstanceOf(Established.class, new Rehearsal().play().last(Role.SERVER));
    }
}
