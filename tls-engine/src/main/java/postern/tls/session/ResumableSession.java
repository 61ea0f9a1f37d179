package postern.tls.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.alert.TlsException;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.CipherSuite;

/// What one end knows of an earlier TLS 1.3 connection: enough to begin the next with its key (RFC 9846 §2.2).
///
/// @param suite of the earlier connection; the next may use another one with the same hash
/// @param preSharedKey of one ticket
/// @param issuedAt when the ticket was sent or received
/// @param ageAdd what hides the ticket's age from those who watch (RFC 9846 §4.7.1)
/// @param peer whom the key stands for
/// @param early what early data the next connection may begin with
public record ResumableSession(
        CipherSuite suite, Secret preSharedKey, Instant issuedAt, long ageAdd, Peer peer, Early early)
        implements AutoCloseable {
    /// Without early data.
    public ResumableSession(CipherSuite suite, Secret preSharedKey, Instant issuedAt, long ageAdd, Peer peer) {
        this(suite, preSharedKey, issuedAt, ageAdd, peer, Early.NONE);
    }

    /// Early data, sent before the server has said anything (RFC 9846 §2.3).
    ///
    /// @param limit octets, 0 for none
    /// @param protocol the application protocol that it has to be of
    public record Early(long limit, Optional<String> protocol) {
        /// None may be sent.
        public static final Early NONE = new Early(0, Optional.empty());
    }

    /// The other end: the name that the client asked for, and the certificates that were shown, the own first.
    public record Peer(Optional<String> serverName, List<Bytes> certificates) {
        /// Keeps its own copy of the list.
        public Peer {
            certificates = List.copyOf(certificates);
        }

        void write(TlsWriter out) {
            out.opaque8(Bytes.utf8(serverName.orElse("")));
            out.vector24(list -> list.all(certificates, TlsWriter::opaque24));
        }

        static Peer read(TlsReader in) {
            return new Peer(text(in.opaque8()), in.vector24().all(TlsReader::opaque24));
        }
    }

    /// As octets, for a ticket: the key first, then the rest in the presentation language.
    Secret encode() {
        var rest = new TlsWriter()
                .uint16(suite.code())
                .uint32(issuedAt.toEpochMilli() >>> 32)
                .uint32(issuedAt.toEpochMilli() & 0xffffffffL)
                .uint32(ageAdd);
        peer.write(rest);
        var out = rest.uint32(early.limit())
                .opaque8(Bytes.utf8(early.protocol().orElse("")))
                .toBytes();
        var octets = new byte[1 + preSharedKey.length() + out.length()];
        octets[0] = (byte) preSharedKey.length();
        System.arraycopy(preSharedKey.expose(), 0, octets, 1, preSharedKey.length());
        out.copyTo(octets, 1 + preSharedKey.length());
        return Secret.adopt(octets);
    }

    /// The mirror of [#encode]; empty if it is from another version of this program.
    static Optional<ResumableSession> decode(Secret encoded) {
        var octets = encoded.expose();
        int keyLength = octets.length == 0 ? 0 : octets[0] & 0xff;
        if (keyLength == Session12.MARK || octets.length <= keyLength) {
            return Optional.empty();
        }
        var key = encoded.slice(1, keyLength);
        try {
            var in = new TlsReader(Bytes.copyOf(octets, 1 + keyLength, octets.length - 1 - keyLength));
            int suite = in.uint16();
            var issuedAt = Instant.ofEpochMilli(in.uint32() << 32 | in.uint32());
            long ageAdd = in.uint32();
            var peer = Peer.read(in);
            var early = new Early(in.uint32(), text(in.opaque8()));
            in.end();
            return CipherSuite.ofCode(suite)
                    .map(known -> new ResumableSession(known, key, issuedAt, ageAdd, peer, early));
        } catch (TlsException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Bytes octets) {
        return octets.isEmpty() ? Optional.empty() : Optional.of(octets.toText(StandardCharsets.UTF_8));
    }

    /// Wipes the key.
    @Override
    public void close() {
        preSharedKey.close();
    }
}
