package postern.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import postern.crypto.ec.Curve;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.tls.Output;
import postern.tls.TlsConfig;
import postern.tls.TlsEngine;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.GeneralName;
import postern.tls.pki.PathValidator;
import postern.tls.pki.TrustStore;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.NameBuilder;

/// A client and a server of TLS 1.3 in one thread, of one contender: X25519, ECDSA on P-256, one suite, no
/// resumption. The client verifies the server's certificate.
abstract class TlsPair {
    private static final String HOST = "bench.example";
    private static final PrivateKey KEY = PrivateKey.generateEc(Curve.P256, HmacDrbg.system());
    private static final Certificate CERTIFICATE = certificateFromNow();

    private static Certificate certificateFromNow() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return CertificateBuilder.server(NameBuilder.commonName(HOST), now)
                .names(List.of(new GeneralName.DnsName(HOST)))
                .selfSigned(KEY, HmacDrbg.system());
    }

    /// Before a contender is chosen.
    static final TlsPair NONE = new TlsPair() {
        @Override
        void handshake() {
            throw new IllegalStateException("no contender");
        }

        @Override
        int transfer(byte[] data) {
            throw new IllegalStateException("no contender");
        }
    };

    /// The pair of a contender.
    static TlsPair of(Contender contender, CipherSuite suite) {
        return switch (contender) {
            case POSTERN -> new Postern(suite);
            case JDK -> new Jsse(suite);
            case BOUNCY_CASTLE ->
                new Jsse(suite, new BouncyCastleJsseProvider(new BouncyCastleProvider()), new BouncyCastleProvider());
        };
    }

    /// A new connection, from nothing to Finished in both directions.
    abstract void handshake();

    /// Data from the client to the server of the last connection.
    ///
    /// @return how many octets came out
    abstract int transfer(byte[] data);

    /// Ours.
    private static final class Postern extends TlsPair {
        private final TlsConfig clientConfig;
        private final TlsConfig serverConfig;
        private TlsEngine client;
        private TlsEngine server;

        Postern(CipherSuite suite) {
            clientConfig = TlsConfig.builder()
                    .versions(ProtocolVersion.TLS13)
                    .suites(suite)
                    .groups(NamedGroup.X25519)
                    .serverName(HOST)
                    .verifier(PathValidator.ofServers(TrustStore.of(List.of(CERTIFICATE))))
                    .build();
            serverConfig = TlsConfig.builder()
                    .versions(ProtocolVersion.TLS13)
                    .suites(suite)
                    .groups(NamedGroup.X25519)
                    .credential(new Credential(List.of(CERTIFICATE), KEY))
                    .build();
            client = TlsEngine.client(clientConfig);
            server = TlsEngine.server(serverConfig);
        }

        @Override
        void handshake() {
            client = TlsEngine.client(clientConfig);
            server = TlsEngine.server(serverConfig);
            pass(client, pass(server, client.start()));
            if (!client.handshakeComplete() || !server.handshakeComplete()) {
                throw new IllegalStateException("no connection");
            }
        }

        /// Gives what one end has to say to the other, and what that one answers back.
        private Output pass(TlsEngine to, Output from) {
            var octets = from.toPeer().toArray();
            var answer = to.receive(octets, 0, octets.length);
            return answer.toPeer().isEmpty() ? answer : to == server ? answer : pass(server, answer);
        }

        @Override
        int transfer(byte[] data) {
            var records = client.send(data, 0, data.length).toPeer().toArray();
            return server.receive(records, 0, records.length).toApplication().length();
        }
    }

    /// Whoever stands behind JSSE.
    private static final class Jsse extends TlsPair {
        private final CipherSuite suite;
        private final SSLContext context;
        private final ByteBuffer wire = ByteBuffer.allocate(1 << 18);
        private final ByteBuffer back = ByteBuffer.allocate(1 << 18);
        private final ByteBuffer plain = ByteBuffer.allocate(1 << 18);
        private SSLEngine client;
        private SSLEngine server;

        Jsse(CipherSuite suite, Provider... providers) {
            this.suite = suite;
            try {
                context = providers.length == 0
                        ? SSLContext.getInstance("TLS")
                        : SSLContext.getInstance("TLS", providers[0]);
                var keys = keyStore();
                var managers = providers.length == 0
                        ? KeyManagerFactory.getInstance("PKIX")
                        : KeyManagerFactory.getInstance("PKIX", providers[0]);
                managers.init(keys, new char[0]);
                var trust = providers.length == 0
                        ? TrustManagerFactory.getInstance("PKIX")
                        : TrustManagerFactory.getInstance("PKIX", providers[0]);
                trust.init(keys);
                context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
            } catch (GeneralSecurityException | java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            client = engine(true);
            server = engine(false);
        }

        private static KeyStore keyStore() throws GeneralSecurityException, java.io.IOException {
            var der = CERTIFICATE.der().toArray();
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der));
            var leaf = chain.iterator().next();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (var pkcs8 = KEY.pkcs8()) {
                var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8.expose()));
                store.setKeyEntry("bench", key, new char[0], new java.security.cert.Certificate[] {leaf});
            }
            store.setCertificateEntry("root", leaf);
            return store;
        }

        private SSLEngine engine(boolean isClient) {
            var engine = context.createSSLEngine(HOST, 443);
            engine.setUseClientMode(isClient);
            if (engine instanceof BCSSLEngine theirs) {
                var parameters = theirs.getParameters();
                parameters.setProtocols(new String[] {"TLSv1.3"});
                parameters.setCipherSuites(new String[] {suite.ianaName()});
                parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
                theirs.setParameters(parameters);
            } else {
                var parameters = engine.getSSLParameters();
                parameters.setProtocols(new String[] {"TLSv1.3"});
                parameters.setCipherSuites(new String[] {suite.ianaName()});
                parameters.setNamedGroups(new String[] {"x25519"});
                engine.setSSLParameters(parameters);
            }
            return engine;
        }

        /// A session of before would make it shorter: the context forgets them.
        @Override
        void handshake() {
            client = engine(true);
            server = engine(false);
            client.getSession().invalidate();
            try {
                client.beginHandshake();
                server.beginHandshake();
                wire.clear();
                back.clear();
                while (isBusy(client) || isBusy(server)) {
                    move(client, server, wire);
                    move(server, client, back);
                }
            } catch (SSLException e) {
                throw new IllegalStateException(e);
            }
            client.getSession().invalidate();
            server.getSession().invalidate();
        }

        private static boolean isBusy(SSLEngine engine) {
            return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
        }

        /// What the other end does not take yet, because it has to speak first, waits.
        private void move(SSLEngine from, SSLEngine to, ByteBuffer between) throws SSLException {
            work(from);
            while (from.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                from.wrap(ByteBuffer.allocate(0), between);
                work(from);
            }
            between.flip();
            int taken = between.hasRemaining() ? 1 : 0;
            while (taken > 0 && between.hasRemaining()) {
                plain.clear();
                taken = to.unwrap(between, plain).bytesConsumed();
                work(to);
            }
            between.compact();
        }

        private static void work(SSLEngine engine) {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            }
        }

        @Override
        int transfer(byte[] data) {
            try {
                wire.clear();
                var source = ByteBuffer.wrap(data);
                while (source.hasRemaining()) {
                    client.wrap(source, wire);
                }
                wire.flip();
                plain.clear();
                while (wire.hasRemaining()) {
                    server.unwrap(wire, plain);
                }
                return plain.position();
            } catch (SSLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
