package postern.tls.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import postern.tls.Credentials;

/// The JDK's TLS sockets, as peers that were not written here.
final class JdkSockets {
    private static final char[] PASSWORD = "unimportant".toCharArray();

    private JdkSockets() {}

    /// Listens on a free loopback port.
    static SSLServerSocket listen(Credentials credentials, String version) throws IOException {
        var socket = (SSLServerSocket) context(credentials)
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    /// A client that accepts any certificate, over a connected socket, which stays open when TLS ends.
    static SSLSocket client(Socket socket, String version) throws IOException {
        var tls = (SSLSocket)
                context(Credentials.P256).getSocketFactory().createSocket(socket, "localhost", socket.getPort(), false);
        tls.setUseClientMode(true);
        tls.setEnabledProtocols(new String[] {version});
        return tls;
    }

    private static SSLContext context(Credentials credentials) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setKeyEntry("ours", key(credentials), PASSWORD, new Certificate[] {certificate(credentials)});
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new AcceptAnybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Certificate certificate(Credentials credentials) throws GeneralSecurityException {
        var pem = credentials.pem().getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static PrivateKey key(Credentials credentials) throws GeneralSecurityException {
        var base64 =
                credentials.pem().replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----.*|\\s", "");
        return KeyFactory.getInstance(credentials == Credentials.RSA ? "RSA" : "EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static final class AcceptAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
