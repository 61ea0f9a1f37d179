package postern.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;

/// The JDK's TLS, or Bouncy Castle's behind the same interface, as a peer in the same thread: oracles that
/// were not written here.
final class JdkPeer {
    /// After so many octets under one key the JDK sends a KeyUpdate and asks for one.
    static final int KEY_LIMIT = 1 << 17;

    static {
        // Read once, when the JDK's TLS is first used; nothing else in these tests uses it.
        // What the JDK has switched off for good reasons is what old peers speak.
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
        Security.setProperty("jdk.tls.legacyAlgorithms", "");
        Security.setProperty("jdk.tls.keyLimits", "AES/GCM/NoPadding KeyUpdate 2^17, ChaCha20-Poly1305 KeyUpdate 2^17");
    }

    final SSLEngine engine;
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private ByteBuffer unread = ByteBuffer.allocate(0);

    private JdkPeer(SSLEngine engine) {
        this.engine = engine;
    }

    /// A client that accepts anybody at `localhost`.
    static JdkPeer client(Consumer<SSLParameters> parameters) {
        return of(new KeyManager[0], true, parameters);
    }

    /// A server with this certificate.
    static JdkPeer server(Credentials credentials, Consumer<SSLParameters> parameters) {
        return of(new KeyManager[] {new Identity(credentials)}, false, parameters);
    }

    /// Bouncy Castle's client, which accepts anybody at `localhost`, in TLS 1.3 with these groups.
    static JdkPeer bouncyCastleClient(String... groups) {
        return bouncyCastle(new KeyManager[0], true, groups);
    }

    /// Bouncy Castle's server with this certificate, in TLS 1.3 with these groups.
    static JdkPeer bouncyCastleServer(Credentials credentials, String... groups) {
        return bouncyCastle(new KeyManager[] {new Identity(credentials)}, false, groups);
    }

    /// The JDK's or Bouncy Castle's memory of sessions, with this certificate.
    static SSLContext context(Optional<Credentials> own, boolean bouncyCastle) {
        try {
            var context = bouncyCastle
                    ? SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(new BouncyCastleProvider()))
                    : SSLContext.getInstance("TLS");
            var keys = own.isEmpty() ? new KeyManager[0] : keys(own.get(), bouncyCastle);
            context.init(keys, new TrustManager[] {new AcceptAnybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Bouncy Castle finds a key for every kind of exchange only with a key manager of its own.
    private static KeyManager[] keys(Credentials own, boolean bouncyCastle) throws GeneralSecurityException {
        var identity = new Identity(own);
        if (!bouncyCastle) {
            return new KeyManager[] {identity};
        }
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("ours", identity.key, new char[0], identity.getCertificateChain("ours"));
            var factory = KeyManagerFactory.getInstance("PKIX", new BouncyCastleJsseProvider());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// One end of a connection.
    static JdkPeer on(SSLContext context, boolean clientMode, Consumer<SSLParameters> configure) {
        var engine = context.createSSLEngine("localhost", 25);
        engine.setUseClientMode(clientMode);
        var parameters = engine.getSSLParameters();
        configure.accept(parameters);
        engine.setSSLParameters(parameters);
        return new JdkPeer(engine);
    }

    private static JdkPeer bouncyCastle(KeyManager[] keys, boolean clientMode, String... groups) {
        try {
            var provider = new BouncyCastleJsseProvider(new BouncyCastleProvider());
            var context = SSLContext.getInstance("TLS", provider);
            context.init(keys, new TrustManager[] {new AcceptAnybody()}, new SecureRandom());
            var engine = context.createSSLEngine("localhost", 25);
            engine.setUseClientMode(clientMode);
            var parameters = ((BCSSLEngine) engine).getParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            parameters.setNamedGroups(groups);
            ((BCSSLEngine) engine).setParameters(parameters);
            return new JdkPeer(engine);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static JdkPeer of(KeyManager[] keys, boolean clientMode, Consumer<SSLParameters> configure) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new AcceptAnybody()}, new SecureRandom());
            var engine = context.createSSLEngine("localhost", 25);
            engine.setUseClientMode(clientMode);
            var parameters = engine.getSSLParameters();
            configure.accept(parameters);
            engine.setSSLParameters(parameters);
            return new JdkPeer(engine);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Passes octets between the two until nobody has anything to say.
    void settle(Wire.End ours) throws SSLException {
        for (int quiet = 0; quiet < 2; ) {
            var toUs = wrap(new byte[0]);
            var toThem = ours.outgoing();
            quiet = toUs.isEmpty() && toThem.isEmpty() ? quiet + 1 : 0;
            if (!toUs.isEmpty()) {
                ours.receive(toUs);
            }
            unwrap(toThem);
        }
    }

    /// Octets for us: the handshake's, or those that carry `plain`.
    Bytes wrap(byte[] plain) throws SSLException {
        var out = new ByteArrayOutputStream();
        var source = ByteBuffer.wrap(plain);
        var target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        while (true) {
            runTasks();
            boolean wants = source.hasRemaining()
                    || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    || engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !begun;
            if (!wants) {
                return Bytes.copyOf(out.toByteArray());
            }
            begun = true;
            var result = engine.wrap(source, target);
            target.flip();
            out.write(target.array(), 0, target.limit());
            target.clear();
            if (result.getStatus() == Status.CLOSED && result.bytesProduced() == 0) {
                return Bytes.copyOf(out.toByteArray());
            }
        }
    }

    private boolean begun;

    private void unwrap(Bytes octets) throws SSLException {
        var joined = ByteBuffer.allocate(unread.remaining() + octets.length());
        joined.put(unread).put(octets.toArray()).flip();
        unread = joined;
        var plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (unread.hasRemaining()) {
            begun = true;
            var result = engine.unwrap(unread, plain);
            plain.flip();
            data.write(plain.array(), 0, plain.limit());
            plain.clear();
            runTasks();
            if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                return;
            }
        }
    }

    private void runTasks() {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
    }

    /// One certificate with its key, whatever it is asked for.
    private static final class Identity extends X509ExtendedKeyManager {
        private final String algorithm;
        private final X509Certificate certificate;
        private final PrivateKey key;

        Identity(Credentials credentials) {
            this.algorithm = credentials == Credentials.RSA ? "RSA" : "EC";
            try {
                var pem = credentials.pem();
                certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
                var base64 = pem.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----.*|\\s", "");
                key = KeyFactory.getInstance(algorithm)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, java.net.Socket socket) {
            return null;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
            return "ours";
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"ours"};
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, java.net.Socket socket) {
            return keyType.equals(algorithm) ? "ours" : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            // Bouncy Castle says for which curve: EC/secp256r1.
            return keyType.equals(algorithm) || keyType.startsWith(algorithm + "/secp256") ? "ours" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    private static final class AcceptAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
