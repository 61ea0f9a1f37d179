package postern.tls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.io.TlsSocket;
import postern.tls.session.EarlyDataOutcome;

/// A client of TLS alone: connects to a server, and joins the connection to two streams: a person's keyboard and
/// terminal, or a script's
/// files.
public final class BareClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    private final TlsConfig config;
    private final Prelude prelude;
    private final int earlyData;

    /// @param prelude what is said before TLS
    public BareClient(TlsConfig config, Prelude prelude) {
        this(config, prelude, 0);
    }

    /// @param prelude what is said before TLS
    /// @param earlyData how many octets of the input may go with the hello, where the session allows it
    public BareClient(TlsConfig config, Prelude prelude, int earlyData) {
        this.config = config;
        this.prelude = prelude;
        this.earlyData = earlyData;
    }

    /// Where octets come from, and where they go.
    public record Ends(InputStream input, OutputStream output) {}

    /// Connects, tells what was agreed, and passes octets both ways until the server ends the connection. At
    /// the end of the input the server gets our close_notify, and may still answer.
    ///
    /// @throws IOException if there is no connection, or TLS breaks
    public void run(InetSocketAddress server, Ends ends, Consumer<TlsSession> told) throws IOException {
        try (var socket = new Socket()) {
            connect(socket, server);
            prelude.perform(socket);
            try (var tls = TlsSocket.client(socket, config)) {
                var early = sendEarly(ends.input(), tls);
                var session = tls.handshake();
                told.accept(session);
                if (early.length > 0 && session.earlyData() != EarlyDataOutcome.ACCEPTED) {
                    tls.outputStream().write(early);
                }
                Thread.ofVirtual().name("s-client input").start(() -> sendAll(ends.input(), tls));
                receiveAll(tls, ends.output());
            }
        }
    }

    private static void connect(Socket socket, InetSocketAddress server) throws IOException {
        if (server.isUnresolved()) {
            throw new IOException("cannot connect to " + server.getHostString() + ": there is no such host");
        }
        try {
            socket.connect(server, (int) CONNECT_LIMIT.toMillis());
        } catch (IOException e) {
            throw new IOException("cannot connect to " + server + ": " + e.getMessage(), e);
        }
    }

    /// What the input has at once goes with the hello, if the server's last ticket allows it.
    private byte[] sendEarly(InputStream input, TlsSocket tls) throws IOException {
        if (earlyData == 0) {
            return new byte[0];
        }
        int allowed = (int) Math.min(tls.beginEarly(), earlyData);
        var buffer = new byte[allowed];
        int length = Math.max(0, input.read(buffer));
        tls.writeEarly(buffer, 0, length);
        return Arrays.copyOf(buffer, length);
    }

    /// On a thread of its own, which must not keep the program alive: a keyboard never ends.
    private static void sendAll(InputStream input, TlsSocket tls) {
        try {
            input.transferTo(tls.outputStream());
            tls.endOutput();
        } catch (IOException e) {
            // The receiving thread meets the same end, and reports it.
        }
    }

    private static void receiveAll(TlsSocket tls, OutputStream output) throws IOException {
        var in = tls.inputStream();
        var buffer = new byte[1 << 14];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            output.write(buffer, 0, n);
            output.flush();
        }
    }
}
