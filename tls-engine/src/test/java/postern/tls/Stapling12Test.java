package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Stapler;

/// OCSP responses beside the server's certificate, in TLS 1.2.
class Stapling12Test {
    private static final Bytes RESPONSE = Bytes.of(0x30, 3, 0x0a, 1, 1);
    private static final Stapler STAPLER = _ -> List.of(RESPONSE);

    private static Wire handshake(TlsConfig.Builder client, Stapler stapler) {
        var server = Wire.serverWith(Credentials.P256)
                .versions(ProtocolVersion.TLS12)
                .stapler(stapler);
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    @Test
    void whoAsksGetsTheResponse() {
        var wire = handshake(Wire.anyServer().requestStapling(), STAPLER);
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(List.of(RESPONSE), wire.client.session().stapledResponses());
        assertEquals(List.of(), wire.server.session().stapledResponses());
    }

    @Test
    void whoDoesNotAskGetsNone() {
        assertEquals(
                List.of(), handshake(Wire.anyServer(), STAPLER).client.session().stapledResponses());
    }

    @Test
    void aServerWithoutOneSendsNone() {
        var wire = handshake(Wire.anyServer().requestStapling(), Stapler.none());
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(List.of(), wire.client.session().stapledResponses());
    }

    /// A stapler that knows fewer than the chain has, or says nothing about one of them.
    @Test
    void emptyOctetsStandForNone() {
        var wire = handshake(Wire.anyServer().requestStapling(), _ -> List.of(Bytes.EMPTY));
        assertEquals(List.of(), wire.client.session().stapledResponses());
    }
}
