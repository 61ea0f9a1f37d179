package postern.smtp.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Two streams that pass for a connected socket: a session on standard input and output, as a super-server such as
/// inetd starts one, or somebody who types.
public final class StreamSocket extends Socket {
    private final InputStream input;
    private final OutputStream output;
    private final InetSocketAddress peer;
    private final InetSocketAddress local;
    private volatile boolean closed;

    /// @param peer who is taken to be at the other end
    /// @param local where the connection is taken to have arrived
    public StreamSocket(InputStream input, OutputStream output, InetSocketAddress peer, InetSocketAddress local) {
        this.input = new Piped(input);
        this.output = output;
        this.peer = peer;
        this.local = local;
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    /// A stream of which nobody knows what is to come: whoever pipes a session into us does not speak too soon.
    private static final class Piped extends FilterInputStream {
        Piped(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public InetAddress getInetAddress() {
        return peer.getAddress();
    }

    @Override
    public int getPort() {
        return peer.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return local.getAddress();
    }

    @Override
    public int getLocalPort() {
        return local.getPort();
    }

    /// Streams know no time limit.
    @Override
    public void setSoTimeout(int milliseconds) {
        // Whoever started us watches the clock.
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // Nothing is delayed.
    }

    @Override
    public void shutdownOutput() throws IOException {
        output.flush();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        output.flush();
    }
}
