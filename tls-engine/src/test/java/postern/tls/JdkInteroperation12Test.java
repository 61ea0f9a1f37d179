package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// TLS 1.2 with the JDK's SSLEngine, in both roles.
class JdkInteroperation12Test {
    private static final byte[] QUESTION = "EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "250 server.example\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String[] ALL_GROUPS =
            Implemented.GROUPS.stream().map(NamedGroup::ianaName).toArray(String[]::new);

    static Stream<Arguments> combinations() {
        return HandshakeMatrix12Test.combinations();
    }

    /// The groups of a JDK client are also the curves of the certificates it accepts, so it gets all of them,
    /// and our server takes the one.
    private static Consumer<SSLParameters> only(CipherSuite suite) {
        return parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setCipherSuites(new String[] {suite.ianaName()});
            parameters.setNamedGroups(ALL_GROUPS);
        };
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theirClientOurServer(CipherSuite suite, NamedGroup group, Credentials credentials) throws SSLException {
        var client = JdkPeer.client(only(suite));
        var server = new Wire.End(
                TlsEngine.server(Wire.serverWith(credentials).groups(group).build()));
        client.settle(server);
        agreed(server, suite, group);
        assertEquals("TLSv1.2", client.engine.getSession().getProtocol());
        exchange(client, server);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void ourClientTheirServer(CipherSuite suite, NamedGroup group, Credentials credentials) throws SSLException {
        var server = JdkPeer.server(credentials, only(suite));
        var client = client(Wire.anyServer().groups(groupThenTheCurveOf(credentials, group)));
        server.settle(client);
        agreed(client, suite, group);
        assertEquals(credentials.credential().chain(), client.session().peerCertificates());
        exchange(server, client);
    }

    /// A JDK server takes the client's first group, and has to find the curve of its certificate among them.
    private static NamedGroup[] groupThenTheCurveOf(Credentials credentials, NamedGroup group) {
        var curve = credentials == Credentials.P384 ? NamedGroup.SECP384R1 : NamedGroup.SECP256R1;
        return Stream.of(group, curve).distinct().toArray(NamedGroup[]::new);
    }

    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#schemes")
    void everySignatureScheme(SignatureScheme scheme) throws SSLException {
        boolean rsa = scheme.curve().isEmpty();
        var credentials = rsa
                ? Credentials.RSA
                : scheme == SignatureScheme.ECDSA_SECP384R1_SHA384 ? Credentials.P384 : Credentials.P256;
        var server = JdkPeer.server(credentials, parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setSignatureSchemes(new String[] {scheme.ianaName()});
        });
        var ours = client(Wire.anyServer());
        server.settle(ours);
        assertEquals(Optional.of(scheme), ours.session().signatureScheme());

        var client = JdkPeer.client(parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}));
        var ourServer = new Wire.End(TlsEngine.server(
                Wire.serverWith(credentials).signatureSchemes(scheme).build()));
        client.settle(ourServer);
        exchange(client, ourServer);
    }

    @Test
    void namesAndProtocols() throws SSLException {
        var client = JdkPeer.client(parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.2"});
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
        assertEquals("smtp", client.engine.getApplicationProtocol());
    }

    /// Our client has no certificate and says so; a server that only wants one goes on.
    @Test
    void aCertificateRequest() throws SSLException {
        var server = JdkPeer.server(Credentials.RSA, parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setWantClientAuth(true);
        });
        var client = client(Wire.anyServer());
        server.settle(client);
        exchange(server, client);
    }

    @Test
    void closing() throws SSLException {
        var client = JdkPeer.client(parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}));
        var server =
                new Wire.End(TlsEngine.server(Wire.serverWith(Credentials.P256).build()));
        client.settle(server);
        client.engine.closeOutbound();
        client.settle(server);
        assertEquals(Output.Closure.CLOSED, server.last.closure());
        assertEquals(Optional.empty(), server.failure());
    }

    private static Wire.End client(TlsConfig.Builder config) {
        var client = new Wire.End(TlsEngine.client(config.build()));
        return client.take(client.engine.start());
    }

    private static void agreed(Wire.End ours, CipherSuite suite, NamedGroup group) {
        assertEquals(Optional.empty(), ours.failure());
        assertEquals(ProtocolVersion.TLS12, ours.session().version());
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
}
