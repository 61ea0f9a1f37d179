package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.ProtocolVersion;

/// Hellos that are older than TLS are known by name, and refused with an alert that their senders may
/// understand.
class OldHellosTest {
    private static final Bytes PROTOCOL_VERSION = Bytes.fromHex("15030300020246");

    private static Wire.End server() {
        return new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.RSA).build()));
    }

    private static TlsException refusal(String hello) {
        var server = server();
        // In pieces, as any octets may come.
        for (int i = 0; i < hello.length(); i += 2) {
            server.receive(Bytes.fromHex(hello.substring(i, i + 2)));
        }
        assertEquals(PROTOCOL_VERSION, server.outgoing());
        return server.failure().orElseThrow();
    }

    /// Whatever it offers: TLS in the old form, too (RFC 5246 §E.2 lets us choose).
    @ParameterizedTest
    @CsvSource({"0002, SSL2.0", "0300, SSL3.0", "0303, TLS1.2", "0399, version 0399"})
    void theFormOfSsl2(String version, String name) {
        var refusal = refusal("802e01" + version + "0015000000100000000000000000");
        assertEquals(Violation.SSL2_HELLO, refusal.violation());
        assertTrue(String.valueOf(refusal.getMessage()).contains("it offers " + name), refusal.getMessage());
    }

    @Test
    void ssl3() {
        var hello = "0300" + "11".repeat(32) + "00" + "0002002f" + "0100";
        var refusal = refusal("160300002d" + "01000029" + hello);
        assertEquals(Violation.UNSUPPORTED_VERSION, refusal.violation());
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("the client offers SSL3.0, we allow [TLS1.3, TLS1.2]"),
                refusal.getMessage());
    }

    /// Later in a connection these octets are just wrong.
    @Test
    void onlyAtTheBeginning() {
        var server = server();
        server.receive(Bytes.fromHex("160301000101"));
        server.receive(Bytes.fromHex("802e010002"));
        assertEquals(Optional.of(Violation.RECORD_TYPE), server.failure().map(TlsException::violation));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void hostsThatAreNotHere(ProtocolVersion version) {
        var client = Wire.anyServer().versions(version).serverNameIndication("elsewhere.example");
        var served = new Wire(client.build(), Wire.serverWith(Credentials.RSA).build()).run();
        assertEquals(Optional.empty(), served.client.failure());
        var strict = Wire.serverWith(Credentials.RSA).refuseUnknownNames();
        var refused = new Wire(client.build(), strict.build()).run();
        assertEquals(
                Optional.of(Violation.SERVER_NAME_UNKNOWN),
                refused.server.failure().map(TlsException::violation));
        var known = new Wire(Wire.anyServer().versions(version).build(), strict.build()).run();
        assertEquals(Optional.empty(), known.client.failure());
    }
}
