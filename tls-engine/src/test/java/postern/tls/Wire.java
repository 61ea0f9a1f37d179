package postern.tls;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.pki.PeerVerifier;

/// A client and a server, back to back in one thread, with somebody in the middle who may cut and change what
/// passes.
final class Wire {
    /// How the octets of one flight arrive: in which pieces, or changed.
    interface Middle extends Function<Bytes, List<Bytes>> {}

    static final Middle WHOLE = List::of;
    static final Middle OCTET_BY_OCTET = flight -> java.util.stream.IntStream.range(0, flight.length())
            .mapToObj(i -> flight.slice(i, 1))
            .toList();

    final End client;
    final End server;
    private Middle toServer = WHOLE;
    private Middle toClient = WHOLE;

    Wire(TlsEngine client, TlsEngine server) {
        this.client = new End(client);
        this.server = new End(server);
    }

    Wire(TlsConfig client, TlsConfig server) {
        this(TlsEngine.client(client), TlsEngine.server(server));
    }

    /// A client that accepts anybody at `localhost`.
    static TlsConfig.Builder anyServer() {
        return TlsConfig.builder().serverName("localhost").verifier(PeerVerifier.none());
    }

    static TlsConfig.Builder serverWith(Credentials... credentials) {
        return TlsConfig.builder()
                .credentials(java.util.Arrays.stream(credentials)
                        .map(Credentials::credential)
                        .toList());
    }

    Wire through(Middle middle) {
        toServer = middle;
        toClient = middle;
        return this;
    }

    Wire toServer(Middle middle) {
        toServer = middle;
        return this;
    }

    Wire toClient(Middle middle) {
        toClient = middle;
        return this;
    }

    /// Begins, and passes octets until nobody has anything to say.
    Wire run() {
        client.take(client.engine.start());
        server.take(server.engine.start());
        return settle();
    }

    /// Passes octets until nobody has anything to say.
    Wire settle() {
        while (client.pending.size() > 0 || server.pending.size() > 0) {
            server.receive(client.outgoing(), toServer);
            client.receive(server.outgoing(), toClient);
        }
        return this;
    }

    /// One engine, and what came out of it.
    static final class End {
        final TlsEngine engine;
        final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        Output last = new Output(Bytes.EMPTY, Bytes.EMPTY, Output.Closure.OPEN, Optional.empty());

        End(TlsEngine engine) {
            this.engine = engine;
        }

        End take(Output output) {
            pending.writeBytes(output.toPeer().toArray());
            data.writeBytes(output.toApplication().toArray());
            last = output;
            return this;
        }

        End send(byte[] octets) {
            return take(engine.send(octets, 0, octets.length));
        }

        Bytes outgoing() {
            var octets = Bytes.copyOf(pending.toByteArray());
            pending.reset();
            return octets;
        }

        void receive(Bytes flight, Middle middle) {
            if (!flight.isEmpty()) {
                middle.apply(flight).forEach(this::receive);
            }
        }

        End receive(Bytes octets) {
            return take(engine.receive(octets.toArray(), 0, octets.length()));
        }

        TlsSession session() {
            return engine.session().orElseThrow(() -> new AssertionError("no session: " + last.failure()));
        }

        Optional<TlsException> failure() {
            return last.failure();
        }
    }
}
