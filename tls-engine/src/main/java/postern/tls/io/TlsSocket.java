package postern.tls.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import postern.tls.TlsConfig;
import postern.tls.TlsEngine;
import postern.tls.TlsSession;

/// TLS on a connected socket.
///
/// ```
/// try (var tls = TlsSocket.client(socket, config)) {
///     tls.handshake();
///     tls.outputStream().write(request);
///     var answer = tls.inputStream().readAllBytes();
/// }
/// ```
///
/// Every method blocks; how long a read may, [Socket#setSoTimeout] says. One thread may read while another one
/// writes: neither waits for the other's turn at the network. Closing is for either of them, or for a third.
///
/// The socket is not owned until [#close], which closes it: after [#closeTls] the caller goes on with it in clear.
public final class TlsSocket implements AutoCloseable {
    /// How long [#closeTls] waits for the peer's close_notify. A peer that goes on with its data instead, or with
    /// nothing, would hold a thread for ever.
    public static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /// How much of the peer's data [#closeTls] throws away while it waits for close_notify.
    private static final int MAX_DISCARDED = 1 << 20;

    /// What is protected at once: some records, so that the buffers stay small while a large array is written.
    private static final int WRITE_PIECE = 1 << 16;

    private final Socket socket;
    private final RecordInput records;
    private final EngineGate gate;
    private final ReentrantLock handshakeLock = new ReentrantLock();
    private final InputStream input = new Input();
    private final OutputStream output = new Sink();

    private TlsSocket(Socket socket, TlsEngine engine) throws IOException {
        // What we write is complete in itself; waiting for more (RFC 896) only delays the last flight of a handshake.
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.records = new RecordInput(socket.getInputStream());
        this.gate = new EngineGate(engine, socket.getOutputStream());
    }

    /// The client's end.
    ///
    /// @throws IllegalArgumentException if the configuration lacks what a client needs
    public static TlsSocket client(Socket socket, TlsConfig config) throws IOException {
        return new TlsSocket(socket, TlsEngine.client(config));
    }

    /// The server's end.
    ///
    /// @throws IllegalArgumentException if the configuration lacks what a server needs
    public static TlsSocket server(Socket socket, TlsConfig config) throws IOException {
        return new TlsSocket(socket, TlsEngine.server(config));
    }

    /// Agrees on keys, and verifies the peer as the configuration demands. Done already, it does nothing.
    ///
    /// @throws TlsIoException if either side refuses
    public TlsSession handshake() throws IOException {
        handshakeLock.lock();
        try {
            var session = gate.session();
            if (session.isEmpty()) {
                gate.apply(TlsEngine::start);
            }
            while (session.isEmpty()) {
                if (gate.atEnd()) {
                    throw new IOException("the peer closed the connection during the handshake");
                }
                receive();
                session = gate.session();
            }
            return session.get();
        } finally {
            handshakeLock.unlock();
        }
    }

    /// Has a server read early data like any other: for protocols in which a replay does no harm (RFC 9846
    /// §8), and only before the handshake. Without it early data is not read at all.
    public TlsSocket readingEarlyData() {
        gate.takeEarlyData();
        return this;
    }

    /// How many octets a client may send with its hello, because it has a ticket that allows it; 0 otherwise.
    /// Sends the hello.
    public long beginEarly() throws IOException {
        gate.apply(TlsEngine::start);
        return gate.earlyDataLeft();
    }

    /// Sends as many octets as [#beginEarly] said, at most, before the server has answered. Whether it takes
    /// them stands in the session; if not, they have to be sent again.
    public void writeEarly(byte[] source, int offset, int length) throws IOException {
        gate.apply(engine -> engine.sendEarly(source, offset, length));
    }

    /// What was agreed; empty before the handshake is complete.
    public Optional<TlsSession> session() {
        return gate.session();
    }

    /// The peer's data. Ends at its close_notify; a connection that ends without one is a [TlsIoException], since
    /// somebody may have cut off the rest. Reading does the handshake, if nobody did. Closing it is [#close].
    public InputStream inputStream() {
        return input;
    }

    /// Data for the peer; each write is sent at once. Writing does the handshake, if nobody did. Closing it is
    /// [#close].
    public OutputStream outputStream() {
        return output;
    }

    /// The socket underneath.
    public Socket socket() {
        return socket;
    }

    /// Sends close_notify: nothing more will be written, but the peer may go on (RFC 9846 §6.1).
    public void endOutput() throws IOException {
        gate.apply(TlsEngine::close);
    }

    /// Ends TLS but not the connection: sends close_notify and waits for the peer's, for at most
    /// [#CLOSE_LIMIT], while the peer's data is thrown away. Then both may go on in clear on [#socket]. Not
    /// while another thread reads.
    ///
    /// @throws IOException if the peer does not answer, so that the socket cannot be used in clear
    public void closeTls() throws IOException {
        gate.apply(TlsEngine::close);
        int timeout = socket.getSoTimeout();
        try {
            awaitCloseNotify(System.nanoTime() + CLOSE_LIMIT.toNanos());
        } finally {
            socket.setSoTimeout(timeout);
        }
    }

    /// Sends close_notify, if that is still possible, and closes the socket without waiting for the peer.
    @Override
    public void close() throws IOException {
        try (socket) {
            if (!socket.isClosed()) {
                gate.apply(TlsEngine::close);
            }
        } catch (TlsIoException alreadyTold) {
            // The failure was thrown when it happened; closing after it is no second one.
        }
    }

    private void awaitCloseNotify(long deadline) throws IOException {
        int discarded = 0;
        while (!gate.atEnd()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || discarded > MAX_DISCARDED) {
                throw new SocketTimeoutException("the peer did not answer close_notify within "
                        + CLOSE_LIMIT.toSeconds() + " seconds and " + MAX_DISCARDED + " octets of data");
            }
            socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
            receive();
            discarded += gate.discard();
        }
    }

    /// Waits for octets of the peer, and lets the engine have them.
    private void receive() throws IOException {
        int length = records.read();
        if (length < 0) {
            gate.apply(TlsEngine::endOfInput);
        } else {
            gate.apply(engine -> engine.receive(records.buffer(), 0, length));
        }
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            handshake();
            int n = gate.take(target, offset, length);
            while (n == 0) {
                receive();
                n = gate.take(target, offset, length);
            }
            return n;
        }

        @Override
        public int available() {
            return gate.available();
        }

        @Override
        public void close() throws IOException {
            TlsSocket.this.close();
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, source.length);
            handshake();
            for (int done = 0; done < length; done += WRITE_PIECE) {
                gate.send(source, offset + done, Math.min(WRITE_PIECE, length - done));
            }
        }

        @Override
        public void close() throws IOException {
            TlsSocket.this.close();
        }
    }
}
