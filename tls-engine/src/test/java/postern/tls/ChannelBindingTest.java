package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.session.ClientSessions;
import postern.tls.session.SessionCache;
import postern.tls.session.TicketKeys;
import postern.vectors.peer.PeerProcess;

/// What names a connection to protocols above, and the keys that it makes for them: the same at both ends, and
/// only there.
class ChannelBindingTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CipherSuite[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    };

    private final ClientSessions sessions = new ClientSessions();
    private final TicketKeys keys = TicketKeys.fresh(HmacDrbg.system());
    private final SessionCache cache = new SessionCache();

    private Wire connect(ProtocolVersion version) {
        var wire = new Wire(
                        Wire.anyServer()
                                .versions(version)
                                .suites(SUITES)
                                .sessions(sessions)
                                .build(),
                        server(version).build())
                .run();
        assertEquals(Optional.empty(), wire.client.failure());
        return wire;
    }

    private TlsConfig.Builder server(ProtocolVersion version) {
        return Wire.serverWith(Credentials.P256)
                .versions(version)
                .suites(SUITES)
                .ticketKeys(keys)
                .sessionCache(cache);
    }

    private static Optional<Bytes> export(Wire.End end, String label, Optional<Bytes> context) {
        try (var key = end.engine.export(label, context, 40)) {
            return Optional.of(Bytes.copyOf(key.expose()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS11", "TLS12", "TLS13"})
    void bothEndsExportTheSame(ProtocolVersion version) {
        var wire = connect(version);
        var label = "EXPERIMENTAL test";
        var context = Optional.of(Bytes.utf8("context"));
        assertEquals(export(wire.client, label, context), export(wire.server, label, context));
        assertEquals(export(wire.client, label, Optional.empty()), export(wire.server, label, Optional.empty()));
        assertNotEquals(export(wire.client, label, context), export(wire.client, label, Optional.empty()));
        assertNotEquals(export(wire.client, label, context), export(connect(version).client, label, context));
        // Up to TLS 1.2 no context is another one than an empty one (RFC 5705 §4).
        assertEquals(
                version == ProtocolVersion.TLS13,
                export(wire.client, label, Optional.empty())
                        .equals(export(wire.client, label, Optional.of(Bytes.EMPTY))));
    }

    @Test
    void labelsOfTlsAreReserved() {
        var wire = connect(ProtocolVersion.TLS12);
        assertThrows(IllegalArgumentException.class, () -> export(wire.client, "key expansion", Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS11", "TLS12", "TLS13"})
    void bothEndsCallTheConnectionTheSame(ProtocolVersion version) {
        var first = connect(version);
        var second = connect(version);
        assertTrue(second.client.session().isResumed());
        for (var kind : List.of(ChannelBinding.TLS_UNIQUE, ChannelBinding.TLS_EXPORTER)) {
            boolean has = kind == ChannelBinding.TLS_EXPORTER || version != ProtocolVersion.TLS13;
            for (var wire : List.of(first, second)) {
                assertEquals(has, wire.client.engine.channelBinding(kind).isPresent());
                assertEquals(wire.client.engine.channelBinding(kind), wire.server.engine.channelBinding(kind));
            }
            if (has) {
                assertNotEquals(first.client.engine.channelBinding(kind), second.client.engine.channelBinding(kind));
            }
        }
        var leaf = Credentials.P256.credential().leaf().der();
        assertEquals(
                Optional.of(HashAlgorithm.SHA256.hash(leaf)),
                first.server.engine.channelBinding(ChannelBinding.TLS_SERVER_END_POINT));
        assertEquals(
                Optional.of(HashAlgorithm.SHA256.hash(leaf)),
                second.client.engine.channelBinding(ChannelBinding.TLS_SERVER_END_POINT));
        assertEquals(
                List.of("tls-unique", "tls-server-end-point", "tls-exporter"),
                List.of(ChannelBinding.values()).stream()
                        .map(ChannelBinding::registeredName)
                        .toList());
    }

    /// OpenSSL exports with its label and without context.
    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS11", "TLS12", "TLS13"})
    void opensslExportsTheSame(ProtocolVersion version) throws IOException {
        var flag = "-"
                + version.displayName()
                        .toLowerCase(Locale.ROOT)
                        .replace(".0", "")
                        .replace('.', '_');
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        flag,
                        "-cipher",
                        "ALL:@SECLEVEL=0",
                        "-keymatexport",
                        "EXPERIMENTAL test",
                        "-keymatexportlen",
                        "40",
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(), TlsEngine.server(server(version).build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            ours.send("220\r\n");
            var theirs = peer.awaitMatch(Pattern.compile("Keying material: ([0-9A-F]{80})"), LIMIT);
            try (var key = ours.engine.export("EXPERIMENTAL test", Optional.empty(), 40)) {
                assertEquals(
                        theirs.group(1).toLowerCase(Locale.ROOT),
                        Bytes.copyOf(key.expose()).toHex());
            }
        }
    }
}
