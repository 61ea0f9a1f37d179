package postern.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import postern.tls.param.KeyUpdateRequest;

/// An engine on a socket, as little as a test of foreign peers needs.
final class EngineSocket implements AutoCloseable {
    private static final int TIME_LIMIT_MILLIS = 10_000;

    final TlsEngine engine;
    private final Socket socket;
    private final byte[] buffer = new byte[32 * 1024];
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    Output last;

    private EngineSocket(Socket socket, TlsEngine engine) throws IOException {
        this.socket = socket;
        this.engine = engine;
        socket.setSoTimeout(TIME_LIMIT_MILLIS);
        last = take(engine.start());
    }

    /// Shakes hands.
    static EngineSocket on(Socket socket, TlsEngine engine) throws IOException {
        var connection = new EngineSocket(socket, engine);
        while (!engine.handshakeComplete() && connection.last.failure().isEmpty()) {
            connection.receive();
        }
        return connection;
    }

    void send(String text) throws IOException {
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        take(engine.send(octets, 0, octets.length));
    }

    void renegotiate() throws IOException {
        take(engine.renegotiate());
    }

    void updateKeys(KeyUpdateRequest request) throws IOException {
        take(engine.updateKeys(request));
    }

    /// Reads until this text has come, or the end.
    String await(String text) throws IOException {
        while (!data.toString(StandardCharsets.US_ASCII).contains(text) && !last.endOfData()) {
            receive();
        }
        return data.toString(StandardCharsets.US_ASCII);
    }

    /// Reads until this has happened.
    void awaitUntil(BooleanSupplier happened) throws IOException {
        while (!happened.getAsBoolean() && !last.endOfData()) {
            receive();
        }
    }

    private void receive() throws IOException {
        int count = socket.getInputStream().read(buffer);
        take(count < 0 ? engine.endOfInput() : engine.receive(buffer, 0, count));
    }

    private Output take(Output output) throws IOException {
        socket.getOutputStream().write(output.toPeer().toArray());
        data.writeBytes(output.toApplication().toArray());
        last = output;
        return output;
    }

    @Override
    public void close() throws IOException {
        take(engine.close());
        socket.close();
    }
}
