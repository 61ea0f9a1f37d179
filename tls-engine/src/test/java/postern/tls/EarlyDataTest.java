package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.client.ReplayedClient;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.PreSharedKeys;
import postern.tls.message.PskKeyExchangeModes;
import postern.tls.message.Unknown;
import postern.tls.param.ExtensionType;
import postern.tls.param.NamedGroup;
import postern.tls.param.Role;

/// A client that resumes and sends early data meets a server that does neither: the handshake goes on without
/// (RFC 9846 §4.3.10).
class EarlyDataTest {
    /// A record that claims to be protected, with keys that nobody here has.
    private static Bytes earlyRecord(int length) {
        return Bytes.of(23, 3, 3, length >> 8, length & 0xff).concat(Bytes.copyOf(new byte[length]));
    }

    private static Wire wire(NamedGroup... serverGroups) {
        var config = Wire.anyServer().build();
        var client = new TlsEngine(
                Role.CLIENT, config, ReplayedClient.with(config.clientSettings(), EarlyDataTest::offering));
        var server = TlsEngine.server(
                Wire.serverWith(Credentials.P256).groups(serverGroups).build());
        return new Wire(client, server);
    }

    private static ClientHello offering(ClientHello hello) {
        var extensions = new ArrayList<Extension>(hello.extensions().list());
        extensions.add(new PskKeyExchangeModes(List.of(1)));
        extensions.add(new Unknown(ExtensionType.EARLY_DATA.code(), Bytes.EMPTY));
        extensions.add(new PreSharedKeys(
                List.of(new PreSharedKeys.Identity(Bytes.of(1), 0)), List.of(Bytes.copyOf(new byte[32]))));
        return hello.withExtensions(Extensions.of(extensions));
    }

    /// Puts records behind the first flight.
    private static Wire.Middle behindTheHello(List<Bytes> records) {
        var first = new boolean[] {true};
        return flight -> {
            var pieces = new ArrayList<>(List.of(flight));
            if (first[0]) {
                pieces.addAll(records);
                first[0] = false;
            }
            return pieces;
        };
    }

    @Test
    void earlyDataIsSkipped() {
        var wire = wire(NamedGroup.X25519)
                .toServer(behindTheHello(List.of(earlyRecord(100), earlyRecord(17), earlyRecord(4000))))
                .run();
        assertEquals(Optional.empty(), wire.server.failure());
        wire.client.send(new byte[] {1});
        wire.settle();
        assertEquals(1, wire.server.data.size());
    }

    @Test
    void thereIsALimit() {
        var records = new ArrayList<Bytes>();
        for (int i = 0; i < 5; i++) {
            records.add(earlyRecord(4096));
        }
        var wire = wire(NamedGroup.X25519).toServer(behindTheHello(records)).run();
        assertEquals(
                Violation.TOO_MUCH_EARLY_DATA,
                wire.server.failure().orElseThrow().violation());
    }

    /// Once a record has opened, none that does not is early data any more.
    @Test
    void theSkippingEnds() {
        var wire = wire(NamedGroup.X25519)
                .toServer(behindTheHello(List.of(earlyRecord(100))))
                .run();
        wire.server.receive(earlyRecord(100));
        assertEquals(Violation.RECORD_MAC, wire.server.failure().orElseThrow().violation());
    }

    /// After a HelloRetryRequest whatever claims to be protected is skipped up to the second hello.
    @Test
    void earlyDataIsSkippedBeforeASecondHello() {
        var server = new Wire.End(TlsEngine.server(
                Wire.serverWith(Credentials.P256).groups(NamedGroup.SECP256R1).build()));
        var config = Wire.anyServer().build();
        var step = ReplayedClient.with(config.clientSettings(), EarlyDataTest::offering);
        var hello = ((Effect.Send) step.effects().getFirst()).encoding();
        server.receive(record(hello)).receive(earlyRecord(200)).receive(earlyRecord(20));
        assertEquals(Optional.empty(), server.failure());

        var request = ReplayedClient.answering(step, server.outgoing());
        server.receive(record(withoutEarlyData(request)));
        assertEquals(Optional.empty(), server.failure());
        server.receive(earlyRecord(20));
        assertEquals(Violation.RECORD_MAC, server.failure().orElseThrow().violation());
    }

    private static Bytes withoutEarlyData(Step step) {
        var hello = (ClientHello) step.effects().stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .findFirst()
                .orElseThrow();
        var kept = hello.extensions().list().stream()
                .filter(extension -> extension.code() != ExtensionType.EARLY_DATA.code())
                .toList();
        return Effect.Send.of(hello.withExtensions(Extensions.of(kept))).encoding();
    }

    private static Bytes record(Bytes message) {
        return Bytes.of(22, 3, 3, message.length() >> 8, message.length() & 0xff)
                .concat(message);
    }
}
