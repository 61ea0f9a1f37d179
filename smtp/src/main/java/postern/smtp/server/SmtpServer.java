package postern.smtp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postern.smtp.io.Connection;
import postern.smtp.wire.Reply;

/// Listens and serves, each connection on a virtual thread of its own, until it is closed.
///
/// Shared; a watchman's thread closes connections whose peers neither read nor go away.
public final class SmtpServer implements AutoCloseable {
    private static final Logger DIAGNOSTICS = LoggerFactory.getLogger(SmtpServer.class);

    /// Connections that the system keeps ready for us, when many come at once.
    private static final int BACKLOG = 512;

    private static final Duration WATCH = Duration.ofSeconds(1);

    /// How long a message under way may take when the server is closed.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(20);

    private static final Reply TOO_MANY =
            Reply.of(421, "Too many concurrent SMTP connections; please try again later.");

    private final ServerSetup setup;
    private final List<ServerSocket> listeners = new CopyOnWriteArrayList<>();
    private final Set<ConnectionLoop> loops = ConcurrentHashMap.newKeySet();
    private final Thread watchman;
    private volatile boolean closed;

    /// A server that listens nowhere yet.
    public SmtpServer(ServerSetup setup) {
        this.setup = setup;
        this.watchman = Thread.ofVirtual().name("smtp-watchman").unstarted(this::watch);
    }

    /// Begins to listen.
    ///
    /// @return the address it listens at, with the port the system chose if 0 was asked for
    /// @throws IOException if the address is taken or not ours
    public InetSocketAddress listen(InetSocketAddress address, Entry entry) throws IOException {
        if (entry == Entry.TLS && setup.tls() == ServerSetup.TlsSupport.MISSING) {
            throw new IllegalArgumentException("a listener for TLS needs a certificate: none was set up");
        }
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
        }
        listeners.add(listener);
        Thread.ofVirtual().name("smtp-listener").start(() -> accept(listener, entry));
        if (watchman.getState() == Thread.State.NEW) {
            watchman.start();
        }
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /// Serves one connection, which somebody else accepted, until it ends.
    public void serveOne(Socket socket, Entry entry) throws IOException {
        new ConnectionLoop(setup, new Connection(socket, setup.limits().time()), entry).run();
    }

    /// Stops listening, lets messages under way be finished for a while, and closes everything.
    @Override
    public void close() {
        closed = true;
        for (var listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                DIAGNOSTICS.debug("closing a listener", e);
            }
        }
        loops.forEach(SmtpServer::stop);
        long end = System.nanoTime() + GRACE.toNanos();
        while (loops.stream().anyMatch(ConnectionLoop::isReceiving) && System.nanoTime() < end && pause(POLL)) {
            // A message for which 250 will be said is worth waiting for.
        }
        loops.forEach(loop -> abort(loop.connection()));
        watchman.interrupt();
    }

    private void accept(ServerSocket listener, Entry entry) {
        while (!closed) {
            try {
                serve(listener.accept(), entry);
            } catch (IOException e) {
                if (!closed) {
                    setup.services().log().note("accept() failed: " + e.getMessage());
                    pause(POLL); // Out of file descriptors: without a pause this would be a busy loop.
                }
            }
        }
    }

    private void serve(Socket socket, Entry entry) {
        try {
            var connection = new Connection(socket, setup.limits().time());
            if (loops.size() >= setup.limits().connections()) {
                refuse(connection, entry);
                return;
            }
            var loop = new ConnectionLoop(setup, connection, entry);
            loops.add(loop);
            Thread.ofVirtual().name("smtp-" + connection.peer()).start(() -> {
                try {
                    loop.run();
                } finally {
                    loops.remove(loop);
                }
            });
        } catch (IOException e) {
            DIAGNOSTICS.debug("a client went away before it was served", e);
        }
    }

    /// Under TLS nothing can be said without a handshake, which is what there is no room for.
    private void refuse(Connection connection, Entry entry) throws IOException {
        try (connection) {
            var peer = connection.peer().address();
            setup.services().log().note("Connection from [" + peer + "] refused: too many connections");
            if (entry == Entry.CLEAR) {
                connection.say(TOO_MANY);
                connection.flush();
            }
        }
    }

    private void watch() {
        while (!closed && pause(WATCH)) {
            for (var loop : loops) {
                if (loop.connection().isOverdue()) {
                    setup.services()
                            .log()
                            .note("connection from [" + loop.connection().peer().address()
                                    + "] closed: the client took too long");
                    abort(loop.connection());
                }
            }
        }
    }

    private static void stop(ConnectionLoop loop) {
        try {
            loop.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a connection", e);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort();
        } catch (IOException e) {
            DIAGNOSTICS.debug("closing a connection", e);
        }
    }

    /// @return false if interrupted
    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
