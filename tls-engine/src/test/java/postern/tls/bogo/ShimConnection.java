package postern.tls.bogo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.ChannelBinding;
import postern.tls.Output;
import postern.tls.TlsConfig;
import postern.tls.TlsEngine;
import postern.tls.TlsSession;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.session.EarlyDataOutcome;

/// One connection to the runner: shakes hands, checks what is expected, then sends back what comes, each octet
/// turned over.
final class ShimConnection implements AutoCloseable {
    private static final int TIME_LIMIT_MILLIS = 20_000;
    private static final int LINGER_MILLIS = 2_000;

    /// Lengths around those at which records are cut.
    private static final int[] DIFFERENT_LENGTHS = {0, 1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769};

    private ShimFlags flags;
    private final ShimFlags retryFlags;
    private final ShimConfig.Memory memory;
    private final Socket socket;
    private final byte[] buffer = new byte[1 << 15];
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ShimTrace trace = new ShimTrace();
    private int saidEarly;
    private Output last = new Output(Bytes.EMPTY, Bytes.EMPTY, Output.Closure.OPEN, Optional.empty());

    private ShimConnection(ShimFlags flags, ShimFlags retryFlags, ShimConfig.Memory memory, Socket socket) {
        this.flags = flags;
        this.retryFlags = retryFlags;
        this.memory = memory;
        this.socket = socket;
    }

    /// Runs one connection from its beginning to its end.
    ///
    /// @param retryFlags what counts once our early data was refused
    static void run(ShimFlags flags, ShimFlags retryFlags, ShimConfig.Memory memory) throws ShimExit {
        try (var connection = new ShimConnection(flags, retryFlags, memory, connect(flags))) {
            connection.play();
        } catch (IOException e) {
            throw ShimExit.failure("connection: " + e);
        }
    }

    private static Socket connect(ShimFlags flags) throws IOException, ShimExit {
        var address = InetAddress.getByName(flags.has("-ipv6") ? "::1" : "127.0.0.1");
        var socket = new Socket(address, flags.number("-port").orElseThrow());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIME_LIMIT_MILLIS);
        var id = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(flags.longNumber("-shim-id"))
                .array();
        socket.getOutputStream().write(id);
        return socket;
    }

    private void play() throws IOException, ShimExit {
        var config = new ShimConfig(flags, memory).build(trace);
        var engine = engine(config);
        take(engine.start());
        int early = sendEarly(engine);
        while (!engine.handshakeComplete()) {
            receive(engine);
            requireGoing(engine);
            takeEarly(engine);
        }
        var session = engine.session().orElseThrow();
        boolean wasTaken = session.earlyData() == EarlyDataOutcome.ACCEPTED;
        if (!flags.has("-server") && engineOffered(session) && !wasTaken) {
            new ShimExpectations(flags, session, trace).checkRefusedEarlyData();
            flags = retryFlags;
        }
        saidEarly = wasTaken ? early : 0;
        new ShimExpectations(flags, session, trace).check();
        talk(engine);
        new ShimExpectations(flags, session, trace).checkAtEnd();
    }

    private static boolean engineOffered(TlsSession session) {
        return session.earlyData() != EarlyDataOutcome.NOT_OFFERED;
    }

    /// How many octets were sent before the runner has answered: as many as the ticket allows.
    private int sendEarly(TlsEngine engine) throws IOException {
        var words = firstWords();
        int length = (int) Math.min(engine.earlyDataLeft(), words.length);
        if (!flags.has("-shim-writes-first") || length == 0) {
            return 0;
        }
        take(engine.sendEarly(words, 0, length));
        return length;
    }

    /// Early data is answered at once where it can be, or later with the rest.
    private void takeEarly(TlsEngine engine) throws IOException {
        data.writeBytes(engine.earlyData().toArray());
        if (data.size() > 0 && engine.maySend()) {
            send(engine, turned());
        }
    }

    private byte[] firstWords() {
        return flags.text("-shim-initial-write").orElse("hello").getBytes(StandardCharsets.ISO_8859_1);
    }

    private TlsEngine engine(TlsConfig config) throws ShimExit {
        try {
            return flags.has("-server") ? TlsEngine.server(config) : TlsEngine.client(config);
        } catch (IllegalArgumentException e) {
            throw ShimExit.unimplemented(String.valueOf(e.getMessage()));
        }
    }

    private void talk(TlsEngine engine) throws IOException, ShimExit {
        begin(engine);
        if (flags.has("-shim-shuts-down")) {
            take(engine.close());
        }
        boolean updated = false;
        while (!last.endOfData() && last.failure().isEmpty()) {
            if (data.size() > 0 && flags.has("-shim-shuts-down")) {
                throw ShimExit.failure("APPLICATION_DATA_ON_SHUTDOWN");
            }
            if (data.size() > 0) {
                if (flags.has("-key-update") && !updated) {
                    take(engine.updateKeys(KeyUpdateRequest.UPDATE_NOT_REQUESTED));
                    updated = true;
                }
                send(engine, turned());
            } else {
                receive(engine);
                requireNoRefusedRenegotiation();
            }
        }
        requireEnd(engine);
    }

    /// The runner's program ends a connection in which it was asked to begin again and may not.
    private void requireNoRefusedRenegotiation() throws ShimExit {
        if (trace.refusedRenegotiation() && !flags.has("-renegotiate-ignore")) {
            throw ShimExit.failure("NO_RENEGOTIATION");
        }
    }

    /// What we say unasked.
    private void begin(TlsEngine engine) throws IOException, ShimExit {
        int exported = flags.number("-export-keying-material").orElse(0);
        if (exported > 0) {
            send(engine, exported(engine, exported));
        }
        if (flags.has("-tls-unique")) {
            send(
                    engine,
                    engine.channelBinding(ChannelBinding.TLS_UNIQUE)
                            .orElseThrow()
                            .toArray());
        }
        if (flags.has("-write-different-record-sizes")) {
            for (int length : DIFFERENT_LENGTHS) {
                var octets = new byte[length];
                Arrays.fill(octets, (byte) 0x42);
                send(engine, octets);
            }
        }
        if (flags.has("-shim-writes-first")) {
            var words = firstWords();
            send(engine, Arrays.copyOfRange(words, saidEarly, words.length));
        }
    }

    private byte[] exported(TlsEngine engine, int length) {
        var label = flags.text("-export-label").orElse("");
        var context = Bytes.copyOf(flags.text("-export-context").orElse("").getBytes(StandardCharsets.ISO_8859_1));
        var wanted = flags.has("-use-export-context") ? Optional.of(context) : Optional.<Bytes>empty();
        try (var secret = engine.export(label, wanted, length)) {
            return secret.expose().clone();
        }
    }

    private byte[] turned() {
        var octets = data.toByteArray();
        data.reset();
        for (int i = 0; i < octets.length; i++) {
            octets[i] ^= (byte) 0xff;
        }
        return octets;
    }

    /// The end is close_notify, or that of the octets: the runner often just hangs up.
    private void requireEnd(TlsEngine engine) throws IOException, ShimExit {
        var failure = last.failure();
        boolean hungUp =
                failure.filter(e -> e.violation() == Violation.TRUNCATED).isPresent();
        if (hungUp && !flags.has("-check-close-notify")) {
            return;
        }
        if (failure.isPresent()) {
            throw refusal(failure.get());
        }
        take(engine.close());
    }

    private void requireGoing(TlsEngine engine) throws ShimExit {
        if (last.failure().isPresent()) {
            throw refusal(last.failure().get());
        }
        if (!engine.handshakeComplete() && last.endOfData()) {
            throw ShimExit.failure("CLOSED_IN_HANDSHAKE");
        }
    }

    private static ShimExit refusal(TlsException reason) {
        return ShimExit.failure(reason.violation().name() + ": " + reason.getMessage());
    }

    private void send(TlsEngine engine, byte[] octets) throws IOException {
        take(engine.send(octets, 0, octets.length));
    }

    private void receive(TlsEngine engine) throws IOException {
        int count;
        try {
            count = socket.getInputStream().read(buffer);
        } catch (SocketException _) {
            count = -1;
        }
        take(count < 0 ? engine.endOfInput() : engine.receive(buffer, 0, count));
    }

    private void take(Output output) throws IOException {
        last = output;
        data.writeBytes(output.toApplication().toArray());
        try {
            socket.getOutputStream().write(output.toPeer().toArray());
        } catch (SocketException _) {
            // The runner is gone; why, stands in what it sent before.
        }
    }

    /// Lets our last words arrive: closing with octets unread would have the system drop them.
    @Override
    public void close() throws IOException {
        try (socket) {
            socket.shutdownOutput();
            socket.setSoTimeout(LINGER_MILLIS);
            while (socket.getInputStream().read(buffer) >= 0) {
                // Dropped.
            }
        } catch (SocketException | SocketTimeoutException _) {
            // The runner is gone, or waits for us to be.
        }
    }
}
