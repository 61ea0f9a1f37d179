package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import postern.crypto.random.HmacDrbg;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientSessions;
import postern.tls.session.SessionCache;
import postern.tls.session.TicketKeys;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// The other implementations of the matrix, each able to play either role against ours.
final class InteropPeers {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String NO_ENCIPHERMENT =
            "it wants keyEncipherment in the certificate of a server without signatures, which ours has not got";

    private static final byte[] WORD = "hello\n".getBytes(StandardCharsets.US_ASCII);

    private InteropPeers() {}

    static List<Peer> all(Path directory) {
        return List.of(
                new InProcess("JDK", false),
                new InProcess("BouncyCastle", true),
                new OpenSsl(directory),
                new GnuTls(directory));
    }

    /// One combination.
    ///
    /// @param key the server's
    /// @param client the client's certificate, if it shows one
    /// @param resumed whether a second connection goes on from the first
    record Cell(
            Peer peer,
            Role ours,
            ProtocolVersion version,
            CipherSuite suite,
            NamedGroup group,
            Credentials key,
            Optional<Credentials> client,
            boolean resumed) {
        /// As a row of the table.
        @Override
        public String toString() {
            return String.join(
                    " | ",
                    peer.name(),
                    ours.name().toLowerCase(java.util.Locale.ROOT),
                    version.toString(),
                    suite.openSslName(),
                    group.displayName(),
                    key.toString(),
                    client.map(Credentials::toString).orElse("none"),
                    resumed ? "yes" : "no");
        }

        private NamedGroup[] groups() {
            var curve = key == Credentials.P384 ? NamedGroup.SECP384R1 : NamedGroup.SECP256R1;
            var all = new LinkedHashSet<>(List.of(group, curve));
            client.ifPresent(_ -> all.add(NamedGroup.SECP256R1));
            return all.toArray(NamedGroup[]::new);
        }

        boolean agreesInGroup() {
            return version == ProtocolVersion.TLS13
                    || suite.kx().isEllipticCurve()
                    || suite.kx().isFiniteField();
        }
    }

    /// Another implementation.
    interface Peer {
        String name();

        /// Why a combination cannot be run, as far as that is the peer's matter.
        Optional<String> lacks(Cell cell) throws Exception;

        /// Runs it.
        void run(Cell cell) throws Exception;
    }

    /// What our end remembers between the connections of one cell.
    private static final class Ours {
        private final Cell cell;
        private final TicketKeys keys = TicketKeys.fresh(HmacDrbg.system());
        private final SessionCache cache = new SessionCache();
        private final ClientSessions sessions = new ClientSessions();

        Ours(Cell cell) {
            this.cell = cell;
        }

        TlsEngine engine() {
            return cell.ours() == Role.SERVER ? TlsEngine.server(server()) : TlsEngine.client(client());
        }

        private TlsConfig server() {
            var builder = Wire.serverWith(cell.key())
                    .versions(cell.version())
                    .suites(cell.suite())
                    .groups(cell.group())
                    .ticketKeys(keys)
                    .sessionCache(cache);
            return cell.client().isEmpty()
                    ? builder.build()
                    : builder.clientAuthentication(ClientAuthentication.REQUIRE)
                            .verifier(PeerVerifier.none())
                            .build();
        }

        private TlsConfig client() {
            var builder = Wire.anyServer()
                    .versions(cell.version())
                    .suites(cell.suite())
                    .groups(cell.groups())
                    .sessions(sessions);
            cell.client().ifPresent(own -> builder.credential(own.credential()));
            return builder.build();
        }

        /// What has to be true of a connection.
        void check(TlsEngine engine, boolean resumed) {
            var session = engine.session().orElseThrow(() -> new AssertionError("no agreement"));
            assertEquals(cell.version(), session.version());
            assertEquals(cell.suite(), session.cipherSuite());
            assertEquals(resumed, session.isResumed(), "resumed");
            boolean fresh = !resumed || cell.version() == ProtocolVersion.TLS13;
            if (cell.agreesInGroup() && fresh && session.group().isPresent()) {
                assertEquals(cell.group(), session.group().get());
            }
            if (cell.ours() == Role.SERVER) {
                assertEquals(
                        cell.client().map(each -> each.credential().chain()).orElse(List.of()),
                        session.peerCertificates());
            }
        }
    }

    /// The JDK's engine, or Bouncy Castle's, in the same thread.
    record InProcess(String name, boolean bouncyCastle) implements Peer {
        @Override
        public Optional<String> lacks(Cell cell) throws Exception {
            var engine = JdkPeer.context(Optional.empty(), bouncyCastle).createSSLEngine();
            if (!Arrays.asList(engine.getSupportedCipherSuites())
                    .contains(cell.suite().ianaName())) {
                return Optional.of("it does not have the suite");
            }
            if (bouncyCastle && cell.suite().kx() == Kx.RSA) {
                return Optional.of(NO_ENCIPHERMENT);
            }
            if (bouncyCastle && cell.resumed() && cell.version() == ProtocolVersion.TLS13) {
                return Optional.of("it resumes nothing in TLS 1.3");
            }
            return Optional.empty();
        }

        @Override
        public void run(Cell cell) throws Exception {
            var own = cell.ours() == Role.CLIENT ? Optional.of(cell.key()) : cell.client();
            var context = JdkPeer.context(own, bouncyCastle);
            var ours = new Ours(cell);
            connect(cell, context, ours, false);
            if (cell.resumed()) {
                connect(cell, context, ours, true);
            }
        }

        private static void connect(Cell cell, SSLContext context, Ours ours, boolean resumed) throws Exception {
            var theirs = JdkPeer.on(context, cell.ours() == Role.SERVER, parameters -> configure(cell, parameters));
            var end = new Wire.End(ours.engine());
            end.take(end.engine.start());
            theirs.settle(end);
            assertEquals(Optional.empty(), end.failure());
            ours.check(end.engine, resumed);
            end.send(WORD);
            theirs.settle(end);
            end.receive(theirs.wrap(WORD));
            assertEquals("hello\n", theirs.data.toString(StandardCharsets.US_ASCII));
            assertEquals("hello\n", end.data.toString(StandardCharsets.US_ASCII));
            theirs.settle(end);
        }

        private static void configure(Cell cell, SSLParameters parameters) {
            var version = "TLSv" + cell.version().displayName().substring(3).replace("1.0", "1");
            parameters.setProtocols(new String[] {version});
            parameters.setCipherSuites(new String[] {cell.suite().ianaName()});
            parameters.setNamedGroups(
                    Arrays.stream(cell.groups()).map(NamedGroup::ianaName).toArray(String[]::new));
            if (cell.ours() == Role.CLIENT && cell.client().isPresent()) {
                parameters.setNeedClientAuth(true);
            }
        }
    }

    /// A program of its own, with which we speak over the loopback interface.
    private abstract static class Program implements Peer {
        private final Path directory;

        Program(Path directory) {
            this.directory = directory;
        }

        abstract List<String> clientCommand(Cell cell, int port, boolean resumed) throws IOException;

        abstract List<String> serverCommand(Cell cell, int port) throws IOException;

        /// What has to be sent so that [#answer] comes back.
        abstract String question();

        String answer() {
            return "hello";
        }

        String file(Credentials credentials) throws IOException {
            var file = directory.resolve(credentials + ".pem");
            Files.writeString(file, credentials.pem());
            return file.toString();
        }

        Path directory() {
            return directory;
        }

        @Override
        public void run(Cell cell) throws Exception {
            if (cell.ours() == Role.SERVER) {
                serve(cell);
            } else {
                visit(cell);
            }
        }

        void serve(Cell cell) throws Exception {
            var ours = new Ours(cell);
            try (var listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
                listener.setSoTimeout((int) LIMIT.toMillis());
                for (boolean second : cell.resumed() ? new boolean[] {false, true} : new boolean[] {false}) {
                    var command = clientCommand(cell, listener.getLocalPort(), second);
                    try (var peer = PeerProcess.start(command.toArray(String[]::new));
                            var end = EngineSocket.on(listener.accept(), ours.engine())) {
                        talk(ours, end, peer, second);
                    }
                }
            }
        }

        static void talk(Ours ours, EngineSocket end, PeerProcess peer, boolean second) throws IOException {
            assertEquals(Optional.empty(), end.last.failure(), peer::output);
            ours.check(end.engine, second);
            end.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
        }

        private void visit(Cell cell) throws Exception {
            var ours = new Ours(cell);
            int port = Ports.free();
            try (var peer = PeerProcess.start(serverCommand(cell, port).toArray(String[]::new))) {
                Ports.awaitListener(port, LIMIT);
                for (boolean second : cell.resumed() ? new boolean[] {false, true} : new boolean[] {false}) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    try (var end = EngineSocket.on(socket, ours.engine())) {
                        assertEquals(Optional.empty(), end.last.failure(), peer::output);
                        ours.check(end.engine, second);
                        end.send(question());
                        assertTrue(end.await(answer()).contains(answer()), peer::output);
                    }
                }
            }
        }
    }

    private static final class OpenSsl extends Program {
        private List<String> known = List.of();

        OpenSsl(Path directory) {
            super(directory);
        }

        @Override
        public String name() {
            return "OpenSSL";
        }

        @Override
        public Optional<String> lacks(Cell cell) {
            if (known.isEmpty()) {
                var list = PeerProcess.run(LIMIT, "", "openssl", "ciphers", "-s", "ALL:COMPLEMENTOFALL:@SECLEVEL=0")
                        .orThrow();
                known = Arrays.asList(
                        (list.output().strip() + ":TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256").split(":"));
            }
            return known.contains(cell.suite().openSslName())
                    ? Optional.empty()
                    : Optional.of("it does not have the suite");
        }

        private static List<String> common(Cell cell) {
            var flag = "-"
                    + cell.version()
                            .displayName()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace(".0", "")
                            .replace('.', '_');
            var words = new ArrayList<>(List.of(flag));
            if (cell.version() == ProtocolVersion.TLS13) {
                words.addAll(List.of("-ciphersuites", cell.suite().openSslName()));
            } else {
                words.addAll(List.of("-cipher", cell.suite().openSslName() + ":@SECLEVEL=0"));
            }
            var groups =
                    Arrays.stream(cell.groups()).map(NamedGroup::displayName).toList();
            words.addAll(List.of("-groups", String.join(":", groups)));
            return words;
        }

        @Override
        List<String> clientCommand(Cell cell, int port, boolean resumed) throws IOException {
            var words = new ArrayList<>(List.of("openssl", "s_client"));
            words.addAll(common(cell));
            if (cell.client().isPresent()) {
                words.addAll(List.of(
                        "-cert",
                        file(cell.client().get()),
                        "-key",
                        file(cell.client().get())));
            }
            var session = directory().resolve("session").toString();
            words.addAll(List.of(resumed ? "-sess_in" : "-sess_out", session));
            words.addAll(List.of("-connect", "127.0.0.1:" + port));
            return words;
        }

        @Override
        List<String> serverCommand(Cell cell, int port) throws IOException {
            var words = new ArrayList<>(List.of("openssl", "s_server", "-rev", "-accept", "127.0.0.1:" + port));
            words.addAll(common(cell));
            words.addAll(List.of("-cert", file(cell.key()), "-key", file(cell.key())));
            if (cell.client().isPresent()) {
                words.addAll(
                        List.of("-Verify", "1", "-CAfile", file(cell.client().get())));
            }
            return words;
        }

        @Override
        String question() {
            return "olleh\n";
        }
    }

    private static final class GnuTls extends Program {
        private String known = "";

        GnuTls(Path directory) {
            super(directory);
        }

        @Override
        public String name() {
            return "GnuTLS";
        }

        @Override
        public Optional<String> lacks(Cell cell) {
            if (known.isEmpty()) {
                known = PeerProcess.run(LIMIT, "", "gnutls-cli", "-l").orThrow().output();
            }
            if (!known.contains(cell.suite().gnuTlsName() + " ")) {
                return Optional.of("it does not have the suite");
            }
            if (cell.suite().kx() == Kx.RSA) {
                return Optional.of(NO_ENCIPHERMENT);
            }
            return Optional.empty();
        }

        private static String priority(Cell cell) {
            var words = new ArrayList<>(List.of(
                    "NORMAL:-VERS-ALL:+VERS-TLS" + cell.version().displayName().substring(3)));
            words.add("+3DES-CBC:+CAMELLIA-128-CBC:+CAMELLIA-256-CBC:+CAMELLIA-128-GCM:+CAMELLIA-256-GCM");
            words.add("+AES-128-CCM-8:+AES-256-CCM-8:+ARCFOUR-128:+MD5:+SHA1:+SHA256:+SHA384:+RSA");
            if (cell.version() != ProtocolVersion.TLS13) {
                words.add("+NULL");
            }
            words.add("-GROUP-ALL");
            Arrays.stream(cell.groups()).map(group -> "+" + group.gnuTlsName()).forEach(words::add);
            words.add("+SIGN-ALL:+SIGN-RSA-SHA1:+SIGN-ECDSA-SHA1:%VERIFY_ALLOW_SIGN_WITH_SHA1");
            return String.join(":", words);
        }

        @Override
        List<String> clientCommand(Cell cell, int port, boolean resumed) throws IOException {
            var words = new ArrayList<>(List.of("gnutls-cli", "--insecure", "--no-ca-verification"));
            if (cell.resumed()) {
                words.addAll(List.of("--resume", "--waitresumption"));
            }
            words.addAll(List.of("--priority", priority(cell)));
            if (cell.client().isPresent()) {
                words.addAll(List.of("--x509certfile", file(cell.client().get())));
                words.addAll(List.of("--x509keyfile", file(cell.client().get())));
            }
            words.addAll(List.of("--port", Integer.toString(port), "127.0.0.1"));
            return words;
        }

        /// It makes both connections itself.
        @Override
        void serve(Cell cell) throws Exception {
            if (!cell.resumed()) {
                super.serve(cell);
                return;
            }
            var ours = new Ours(cell);
            try (var listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                    var peer = PeerProcess.start(
                            clientCommand(cell, listener.getLocalPort(), true).toArray(String[]::new))) {
                listener.setSoTimeout((int) LIMIT.toMillis());
                try (var first = EngineSocket.on(listener.accept(), ours.engine())) {
                    assertEquals(Optional.empty(), first.last.failure(), peer::output);
                    ours.check(first.engine, false);
                    first.awaitUntil(first.last::endOfData);
                }
                try (var second = EngineSocket.on(listener.accept(), ours.engine())) {
                    talk(ours, second, peer, true);
                }
            }
        }

        @Override
        List<String> serverCommand(Cell cell, int port) throws IOException {
            var words = new ArrayList<>(List.of("gnutls-serv", "--echo", "--priority", priority(cell)));
            words.addAll(List.of("--x509certfile", file(cell.key()), "--x509keyfile", file(cell.key())));
            words.addAll(List.of("--port", Integer.toString(port)));
            if (cell.client().isPresent()) {
                words.addAll(List.of(
                        "--require-client-cert",
                        "--x509cafile",
                        file(cell.client().get())));
            } else {
                words.add("--disable-client-cert");
            }
            return words;
        }

        @Override
        String question() {
            return "hello\n";
        }
    }
}
