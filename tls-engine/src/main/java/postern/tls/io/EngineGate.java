package postern.tls.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.tls.Output;
import postern.tls.TlsEngine;
import postern.tls.TlsSession;
import postern.tls.alert.TlsException;

/// Lets the reading and the writing thread into the engine one after the other, and sends what the engine has
/// for the peer in the engine's order.
///
/// Two locks, so that nobody computes while somebody waits for the network: if both sides of a connection write
/// more than the network holds, a reader that had to wait for its own writer would never read, and neither
/// would the peer's. Whoever is sending sends for all: the reading thread only leaves its octets in the queue
/// then.
final class EngineGate {
    private final OutputStream network;

    /// Held while the engine computes and while the fields below change.
    private final ReentrantLock engineLock = new ReentrantLock();

    private final TlsEngine engine;
    private final ArrayDeque<Bytes> toPeer = new ArrayDeque<>();
    private final ArrayDeque<Bytes> toApplication = new ArrayDeque<>();
    private boolean takesEarlyData;
    private boolean ended;
    private @Nullable TlsException failure;

    /// Held while octets are taken from the queue and written to the network.
    private final ReentrantLock networkLock = new ReentrantLock();

    EngineGate(TlsEngine engine, OutputStream network) {
        this.engine = engine;
        this.network = network;
    }

    /// One call of the engine. What it has for the peer is sent, above all the alert of a failure.
    ///
    /// @throws TlsIoException if the connection is broken, now or before
    void apply(Function<TlsEngine, Output> call) throws IOException {
        var broken = locked(call);
        try {
            while (hasOctetsForPeer() && networkLock.tryLock()) {
                sendQueue();
            }
        } catch (IOException e) {
            throw broken.isPresent() ? because(broken.get(), e) : e;
        }
        throwIf(broken);
    }

    /// Sends data of the application, and returns when the network has taken it.
    ///
    /// @throws TlsIoException if the connection is broken, now or before
    /// @throws IOException if it was closed
    void send(byte[] source, int offset, int length) throws IOException {
        var broken = locked(engine -> engine.send(source, offset, length));
        while (hasOctetsForPeer()) {
            networkLock.lock();
            sendQueue();
        }
        throwIf(broken);
    }

    /// From now on early data is taken like other data.
    void takeEarlyData() {
        engineLock.lock();
        try {
            takesEarlyData = true;
        } finally {
            engineLock.unlock();
        }
    }

    /// How many octets of early data may be sent.
    long earlyDataLeft() {
        engineLock.lock();
        try {
            return engine.earlyDataLeft();
        } finally {
            engineLock.unlock();
        }
    }

    /// Data of the peer's, as much as there is room for.
    ///
    /// @return how many octets; 0 if there are none yet, -1 if none will come
    /// @throws TlsIoException if the connection broke
    int take(byte[] target, int offset, int length) throws IOException {
        engineLock.lock();
        try {
            var next = toApplication.poll();
            if (next == null) {
                throwIf(Optional.ofNullable(failure));
                return ended ? -1 : 0;
            }
            int n = Math.min(length, next.length());
            next.slice(0, n).copyTo(target, offset);
            if (n < next.length()) {
                toApplication.addFirst(next.from(n));
            }
            return n;
        } finally {
            engineLock.unlock();
        }
    }

    /// Whether the peer will send nothing more.
    boolean atEnd() {
        engineLock.lock();
        try {
            return ended;
        } finally {
            engineLock.unlock();
        }
    }

    /// The octets that can be taken without waiting.
    int available() {
        engineLock.lock();
        try {
            return toApplication.stream().mapToInt(Bytes::length).sum();
        } finally {
            engineLock.unlock();
        }
    }

    /// Throws away what can be taken; returns how many octets that were.
    int discard() {
        engineLock.lock();
        try {
            int octets = available();
            toApplication.clear();
            return octets;
        } finally {
            engineLock.unlock();
        }
    }

    /// What was agreed.
    Optional<TlsSession> session() {
        engineLock.lock();
        try {
            return engine.session();
        } finally {
            engineLock.unlock();
        }
    }

    private Optional<TlsException> locked(Function<TlsEngine, Output> call) throws IOException {
        engineLock.lock();
        try {
            if (failure == null) {
                keep(call.apply(engine));
            }
            return Optional.ofNullable(failure);
        } catch (IllegalStateException closed) {
            throw new IOException("nothing can be sent any more: " + closed.getMessage(), closed);
        } finally {
            engineLock.unlock();
        }
    }

    private void keep(Output output) {
        if (!output.toPeer().isEmpty()) {
            toPeer.add(output.toPeer());
        }
        var early = takesEarlyData ? engine.earlyData() : Bytes.EMPTY;
        if (!early.isEmpty()) {
            toApplication.add(early);
        }
        if (!output.toApplication().isEmpty()) {
            toApplication.add(output.toApplication());
        }
        ended = output.endOfData();
        failure = output.failure().orElse(null);
    }

    private boolean hasOctetsForPeer() {
        engineLock.lock();
        try {
            return !toPeer.isEmpty();
        } finally {
            engineLock.unlock();
        }
    }

    /// Sends all that is queued, also what is queued meanwhile, and lets the network lock go. Whoever finds the
    /// lock taken may rely on its holder to look into the queue once more afterwards.
    private void sendQueue() throws IOException {
        try {
            for (var next = nextForPeer(); next != null; next = nextForPeer()) {
                network.write(next.toArray());
            }
        } finally {
            networkLock.unlock();
        }
    }

    private @Nullable Bytes nextForPeer() {
        engineLock.lock();
        try {
            return toPeer.poll();
        } finally {
            engineLock.unlock();
        }
    }

    /// That the alert did not reach the peer matters less than why there was one.
    private static IOException because(TlsException broken, IOException unsent) {
        var reason = new TlsIoException(broken);
        reason.addSuppressed(unsent);
        return reason;
    }

    private static void throwIf(Optional<TlsException> broken) throws TlsIoException {
        if (broken.isPresent()) {
            throw new TlsIoException(broken.get());
        }
    }
}
