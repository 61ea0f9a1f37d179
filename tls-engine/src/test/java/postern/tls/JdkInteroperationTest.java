package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;
import postern.tls.trace.TraceEvent.Direction;

/// TLS 1.3 with the JDK's SSLEngine, in both roles.
class JdkInteroperationTest {
    private static final byte[] QUESTION = "EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "250 server.example\r\n".getBytes(StandardCharsets.US_ASCII);

    static Stream<Arguments> combinations() {
        return HandshakeMatrixTest.combinations();
    }

    private static void only(SSLParameters parameters, CipherSuite suite, NamedGroup... groups) {
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(new String[] {suite.ianaName()});
        parameters.setNamedGroups(Stream.of(groups).map(NamedGroup::ianaName).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theirClientOurServer(CipherSuite suite, NamedGroup group, Credentials credentials) throws SSLException {
        var client = JdkPeer.client(parameters -> only(parameters, suite, group));
        var server = new Wire.End(TlsEngine.server(Wire.serverWith(credentials).build()));
        client.settle(server);
        agreed(server, suite, group);
        exchange(client, server);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void ourClientTheirServer(CipherSuite suite, NamedGroup group, Credentials credentials) throws SSLException {
        var server = JdkPeer.server(
                credentials, parameters -> only(parameters, suite, Implemented.GROUPS.toArray(NamedGroup[]::new)));
        var client = client(Wire.anyServer().suites(suite).groups(group));
        server.settle(client);
        agreed(client, suite, group);
        assertEquals(credentials.credential().chain(), client.session().peerCertificates());
        exchange(server, client);
    }

    /// The one that answers does not know the group for which the other sent a share.
    @ParameterizedTest
    @FieldSource("postern.tls.param.Implemented#GROUPS")
    void aHelloRetryRequest(NamedGroup group) throws SSLException {
        var suite = CipherSuite.TLS_AES_256_GCM_SHA384;
        var credentials = Credentials.P256;
        var first = group == NamedGroup.X25519 ? NamedGroup.SECP256R1 : NamedGroup.X25519;
        var ourClient = client(Wire.anyServer().groups(first, group));
        var theirServer = JdkPeer.server(credentials, parameters -> only(parameters, suite, group));
        theirServer.settle(ourClient);
        agreed(ourClient, suite, group);
        exchange(theirServer, ourClient);

        // The JDK's client sends shares for two groups at once, P-384 and one more.
        var theirClient = JdkPeer.client(
                parameters -> only(parameters, suite, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1));
        var ourServer = new Wire.End(
                TlsEngine.server(Wire.serverWith(credentials).groups(group).build()));
        theirClient.settle(ourServer);
        agreed(ourServer, suite, group);
        exchange(theirClient, ourServer);
    }

    private static Wire.End client(TlsConfig.Builder config) {
        var client = new Wire.End(TlsEngine.client(config.build()));
        return client.take(client.engine.start());
    }

    private static void agreed(Wire.End ours, CipherSuite suite, NamedGroup group) {
        assertEquals(Optional.empty(), ours.failure());
        assertEquals(ProtocolVersion.TLS13, ours.session().version());
        assertEquals(suite, ours.session().cipherSuite());
        assertEquals(Optional.of(group), ours.session().group());
    }

    private static void exchange(JdkPeer theirs, Wire.End ours) throws SSLException {
        ours.send(QUESTION);
        theirs.settle(ours);
        assertArrayEquals(QUESTION, theirs.data.toByteArray());
        ours.receive(theirs.wrap(ANSWER));
        assertArrayEquals(ANSWER, ours.data.toByteArray());
    }

    @Test
    void namesAndProtocols() throws SSLException {
        var client = JdkPeer.client(parameters -> {
            parameters.setServerNames(List.of(new SNIHostName("p256.postern.example")));
            parameters.setApplicationProtocols(new String[] {"h2", "smtp"});
        });
        var server = new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.RSA, Credentials.P256)
                .applicationProtocols("smtp")
                .build()));
        client.settle(server);
        assertEquals(Optional.of("p256.postern.example"), server.session().serverName());
        assertEquals(
                Optional.of(Credentials.P256.credential()), server.session().credential());
        assertEquals(Optional.of("smtp"), server.session().alpn());
        assertEquals("smtp", client.engine.getApplicationProtocol());

        var theirs = JdkPeer.server(
                Credentials.RSA, parameters -> parameters.setApplicationProtocols(new String[] {"smtp"}));
        var ours = client(Wire.anyServer().applicationProtocols("h2", "smtp"));
        theirs.settle(ours);
        assertEquals(Optional.of("smtp"), ours.session().alpn());
    }

    /// Our client has no certificate and says so; a server that only wants one goes on.
    @Test
    void aCertificateRequest() throws SSLException {
        var server = JdkPeer.server(Credentials.RSA, parameters -> parameters.setWantClientAuth(true));
        var client = client(Wire.anyServer());
        server.settle(client);
        exchange(server, client);
    }

    @Test
    void keyUpdatesOfOurs() throws SSLException {
        var client = JdkPeer.client(parameters -> parameters.setProtocols(new String[] {"TLSv1.3"}));
        var server =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        client.settle(server);
        for (var request : KeyUpdateRequest.values()) {
            server.take(server.engine.updateKeys(request));
            client.settle(server);
        }
        exchange(client, server);
    }

    /// The JDK replaces its keys after some octets and asks us to do the same.
    @ParameterizedTest
    @EnumSource(names = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void keyUpdatesOfTheirs(CipherSuite suite) throws SSLException {
        var updates = new EnumMap<Direction, Integer>(Direction.class);
        var client = JdkPeer.client(parameters -> only(parameters, suite, NamedGroup.X25519));
        var server = new Wire.End(TlsEngine.server(
                Wire.serverWith(Credentials.P256).observer(keyUpdates(updates)).build()));
        client.settle(server);

        var data = new byte[3 * JdkPeer.KEY_LIMIT];
        new Random(1).nextBytes(data);
        for (int at = 0; at < data.length; at += data.length / 12) {
            server.receive(client.wrap(Arrays.copyOfRange(data, at, at + data.length / 12)));
            client.settle(server);
        }
        assertArrayEquals(data, server.data.toByteArray());
        server.send(data);
        client.settle(server);
        assertArrayEquals(data, client.data.toByteArray());
        assertTrue(updates.getOrDefault(Direction.RECEIVED, 0) >= 2, updates::toString);
        assertTrue(updates.getOrDefault(Direction.SENT, 0) >= 2, updates::toString);
    }

    private static TlsObserver keyUpdates(EnumMap<Direction, Integer> count) {
        return new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.MESSAGE;
            }

            @Override
            public void on(TraceEvent event) {
                if (event instanceof TraceEvent.MessagePassed message
                        && message.name().equals("KEY_UPDATE")) {
                    count.merge(message.direction(), 1, Integer::sum);
                }
            }
        };
    }

    @Test
    void closing() throws SSLException {
        var client = JdkPeer.client(parameters -> parameters.setProtocols(new String[] {"TLSv1.3"}));
        var server =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        client.settle(server);
        client.engine.closeOutbound();
        client.settle(server);
        assertEquals(Output.Closure.PEER_CLOSED, server.last.closure());
        server.take(server.engine.close());
        client.settle(server);
        assertTrue(client.engine.isInboundDone());
        assertEquals(Output.Closure.CLOSED, server.last.closure());
        assertEquals(Optional.empty(), server.failure());
    }
}
