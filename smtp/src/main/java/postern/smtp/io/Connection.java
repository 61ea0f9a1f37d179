package postern.smtp.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import postern.smtp.message.Peer;
import postern.smtp.message.Protection;
import postern.smtp.wire.Reply;
import postern.smtp.wire.WireInput;

/// A TCP connection that speaks SMTP, in clear or under TLS. What is written waits until we are about to wait
/// for the peer: so all replies to a group of pipelined commands leave together (RFC 2920 §3.2), and none is
/// forgotten.
///
/// Confined to the connection's thread, save [#isOverdue()] and [#abort()].
public final class Connection implements AutoCloseable {
    private static final int OUTPUT_BUFFER = 16 * 1024;

    /// A peer that is still sending when we close would get a reset in place of our last reply; so what it sends
    /// is taken in for a moment, up to this much.
    private static final int MAX_LINGER_OCTETS = 1 << 20;

    private static final Duration MAX_LINGER = Duration.ofSeconds(1);

    private final Socket socket;
    private final TimeLimits limits;
    private final long sessionEnd;
    private volatile long closeAt;
    private Duration idleLimit;
    private long readEnd;
    private Optional<TlsLayer> tls = Optional.empty();
    private WireInput input;
    private OutputStream output;

    /// Takes over a connected socket.
    public Connection(Socket socket, TimeLimits limits) throws IOException {
        this.socket = socket;
        this.limits = limits;
        this.sessionEnd = System.nanoTime() + limits.session().toNanos();
        this.closeAt = sessionEnd;
        this.idleLimit = limits.command();
        this.readEnd = sessionEnd;
        socket.setTcpNoDelay(true);
        this.input = new WireInput(new Incoming(socket.getInputStream()));
        this.output = new BufferedOutputStream(new Outgoing(socket.getOutputStream()), OUTPUT_BUFFER);
    }

    /// The other end's address.
    public Peer peer() {
        var local = new Peer.Local(socket.getLocalAddress().getHostAddress(), socket.getLocalPort());
        return new Peer(
                socket.getInetAddress().getHostAddress(), socket.getPort(), Optional.empty(), Optional.of(local));
    }

    /// Where its octets arrive. Another object after [#secure] and [#returnToClear()].
    public WireInput input() {
        return input;
    }

    /// Where octets for it go; they may wait until the next read or [#flush()].
    public OutputStream output() {
        return output;
    }

    /// Writes a reply.
    public void say(Reply reply) throws IOException {
        output.write(reply.encode().toArray());
    }

    /// The next line, as a whole, must come within the limit for commands.
    public void expectLine() {
        idleLimit = limits.command();
        readEnd = Math.min(sessionEnd, System.nanoTime() + idleLimit.toNanos());
    }

    /// A message follows, each piece of which must come within the limit for data.
    public void expectData() {
        idleLimit = limits.data();
        readEnd = sessionEnd;
    }

    /// What was agreed, while TLS runs.
    public Optional<Protection> protection() {
        return tls.map(TlsLayer::protection);
    }

    /// Drops what the peer sent ahead in clear, and returns how many octets that were. To be called before the
    /// peer is told to begin with TLS: until then it had no reason to send anything (RFC 3207 §4.2).
    public int discardInput() throws IOException {
        int dropped = input.discard();
        var in = socket.getInputStream();
        int waiting = in.available();
        if (waiting > 0) {
            var octets = in.readNBytes(Math.min(waiting, MAX_LINGER_OCTETS));
            dropped += octets.length;
            Arrays.fill(octets, (byte) 0);
        }
        return dropped;
    }

    /// Whether the peer has sent something that was not read.
    public boolean hasInput() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /// Sends what waits and begins TLS.
    ///
    /// @throws IOException if the handshake fails; the connection goes on in clear then
    public void secure(TlsUpgrade upgrade) throws IOException {
        flush();
        socket.setSoTimeout((int) limits.command().toMillis());
        closeSoon();
        try {
            var layer = upgrade.start(socket);
            input = new WireInput(new Incoming(layer.input()));
            output = new BufferedOutputStream(new Outgoing(layer.output()), OUTPUT_BUFFER);
            tls = Optional.of(layer);
        } finally {
            closeAt = sessionEnd;
        }
    }

    /// Answers the peer's close_notify and goes on in clear.
    public void returnToClear() throws IOException {
        if (tls.isPresent()) {
            flush();
            tls.get().end();
            tls = Optional.empty();
            input = new WireInput(new Incoming(socket.getInputStream()));
            output = new BufferedOutputStream(new Outgoing(socket.getOutputStream()), OUTPUT_BUFFER);
        }
    }

    /// Sends what waits.
    public void flush() throws IOException {
        output.flush();
    }

    /// Ends the conversation in good order: everything said, TLS closed, our last words not overtaken by a reset.
    public void hangUp() throws IOException {
        returnToClear();
        flush();
        socket.shutdownOutput();
        linger();
    }

    /// Whether the peer has exceeded a limit that cannot be noticed by who waits for it. For a watchman's thread.
    public boolean isOverdue() {
        return System.nanoTime() - closeAt > 0;
    }

    /// Closes the TCP connection under whoever uses it. For a watchman's thread.
    public void abort() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void linger() throws IOException {
        long end = System.nanoTime() + MAX_LINGER.toNanos();
        var in = socket.getInputStream();
        var nowhere = new byte[OUTPUT_BUFFER];
        int octets = 0;
        try {
            for (int n = 0; n >= 0 && octets < MAX_LINGER_OCTETS && System.nanoTime() < end; n = in.read(nowhere)) {
                octets += n;
                socket.setSoTimeout((int) MAX_LINGER.toMillis());
            }
        } catch (SocketTimeoutException e) {
            // The peer says nothing more and does not close: it has had its time.
        }
    }

    /// Sockets know no timeout for a peer that does not take what we send; the watchman does.
    private void closeSoon() {
        closeAt = Math.min(sessionEnd, System.nanoTime() + limits.command().toNanos());
    }

    /// Lets the watchman look while a write may block.
    private final class Outgoing extends OutputStream {
        private final OutputStream out;

        Outgoing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            closeSoon();
            out.write(octets, offset, length);
            closeAt = sessionEnd;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /// Sends what waits before it waits, and waits no longer than allowed.
    private final class Incoming extends InputStream {
        private final InputStream in;

        Incoming(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            flush();
            long left = Math.min(readEnd - System.nanoTime(), idleLimit.toNanos());
            if (left <= 0) {
                throw new SocketTimeoutException("time is up");
            }
            socket.setSoTimeout(Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE));
            return in.read(target, offset, length);
        }
    }
}
