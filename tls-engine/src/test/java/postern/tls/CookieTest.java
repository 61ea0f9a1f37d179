package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.tls13.client.ReplayedClient;
import postern.tls.message.ClientHello;
import postern.tls.message.Cookie;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.KeyShareClientHello;
import postern.tls.param.NamedGroup;
import postern.vectors.peer.PeerProcess;

/// A server that sends its clients away once, with a cookie to bring back (RFC 9846 §4.3.2).
class CookieTest {
    private static TlsConfig.Builder server() {
        return Wire.serverWith(Credentials.P256).demandCookies();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "SECP384R1"})
    void theClientComesBack(NamedGroup group) {
        var wire = new Wire(
                        Wire.anyServer()
                                .groups(NamedGroup.X25519, NamedGroup.SECP384R1)
                                .build(),
                        server().groups(group).build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.empty(), end.failure());
            assertEquals(Optional.of(group), end.session().group());
        }
    }

    private static Violation refusal(UnaryOperator<List<Extension>> change) {
        var config = Wire.anyServer().build();
        var server = new Wire.End(TlsEngine.server(server().build()));
        var step = ReplayedClient.with(config.clientSettings(), hello -> hello);
        server.receive(record(((Effect.Send) step.effects().getFirst()).encoding()));
        var second = (ClientHello) ReplayedClient.answering(step, server.outgoing()).effects().stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .findFirst()
                .orElseThrow();
        var changed = change.apply(second.extensions().list());
        server.receive(record(
                Effect.Send.of(second.withExtensions(Extensions.of(changed))).encoding()));
        return server.failure().orElseThrow().violation();
    }

    private static Bytes record(Bytes message) {
        return Bytes.of(22, 3, 3, message.length() >> 8, message.length() & 0xff)
                .concat(message);
    }

    @Test
    void withoutItNobodyComesIn() {
        assertEquals(
                Violation.COOKIE_WRONG,
                refusal(list ->
                        list.stream().filter(each -> !(each instanceof Cookie)).toList()));
        assertEquals(
                Violation.COOKIE_WRONG,
                refusal(list -> list.stream()
                        .map(each -> each instanceof Cookie ? new Cookie(Bytes.of(1)) : each)
                        .toList()));
    }

    /// Nobody asked for another share.
    @Test
    void theSharesStayTheSame() {
        assertEquals(Violation.SECOND_HELLO_CHANGED, refusal(list -> {
            var more = new ArrayList<>(list);
            more.replaceAll(each -> each instanceof KeyShareClientHello ? new KeyShareClientHello(List.of()) : each);
            return more;
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "P-256:X25519"})
    void opensslComesBack(String groups) throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl", "s_client", "-groups", groups, "-connect", "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(server().groups(NamedGroup.X25519).build()))) {
            assertEquals(Optional.empty(), ours.last.failure());
            ours.send("220 hello\r\n");
            peer.await("220 hello", Duration.ofSeconds(10));
        }
    }
}
