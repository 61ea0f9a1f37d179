package postern.tls.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.alert.TlsException;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.session.ResumableSession.Peer;

/// What both ends of a connection up to TLS 1.2 know of it: enough for another one with the same master secret
/// (RFC 5246 §7.3). Only sessions whose master secret is bound to their handshake are kept: with any other,
/// somebody in the middle could have the same secret with both ends (RFC 7627 §5.4).
///
/// @param masterSecret 48 octets, owned by the session
/// @param createdAt when the certificates were shown; resuming does not make a session younger
/// @param peer whom the secret stands for
public record Session12(ProtocolVersion version, CipherSuite suite, Secret masterSecret, Instant createdAt, Peer peer)
        implements AutoCloseable {
    /// How long a session may be resumed. What was checked when it began may be that old; RFC 5246 §F.1.4
    /// advises against more than a day.
    public static final Duration LIFETIME = Duration.ofHours(12);

    /// The first octet of an encoded session. That of a session of TLS 1.3 is the length of a key.
    static final int MARK = 12;

    private static final int SECRET_LENGTH = 48;

    /// Whether it may still be resumed.
    public boolean isFreshAt(Instant time) {
        var age = Duration.between(createdAt, time);
        return !age.isNegative() && age.compareTo(LIFETIME) < 0;
    }

    /// The same with a secret of its own.
    public Session12 copy() {
        return new Session12(version, suite, masterSecret.copy(), createdAt, peer);
    }

    /// As octets, for a ticket or a file: the mark, the secret, then the rest in the presentation language.
    public Secret encode() {
        var out = new TlsWriter()
                .uint16(version.code())
                .uint16(suite.code())
                .uint32(createdAt.toEpochMilli() >>> 32)
                .uint32(createdAt.toEpochMilli() & 0xffffffffL);
        peer.write(out);
        var rest = out.toBytes();
        var octets = new byte[1 + SECRET_LENGTH + rest.length()];
        octets[0] = MARK;
        System.arraycopy(masterSecret.expose(), 0, octets, 1, SECRET_LENGTH);
        rest.copyTo(octets, 1 + SECRET_LENGTH);
        return Secret.adopt(octets);
    }

    /// The mirror of [#encode]; empty for anything else, such as a session of TLS 1.3.
    public static Optional<Session12> decode(Secret encoded) {
        var octets = encoded.expose();
        if (octets.length < 1 + SECRET_LENGTH || octets[0] != MARK) {
            return Optional.empty();
        }
        try {
            var in = new TlsReader(Bytes.copyOf(octets, 1 + SECRET_LENGTH, octets.length - 1 - SECRET_LENGTH));
            var version = ProtocolVersion.ofCode(in.uint16());
            var suite = CipherSuite.ofCode(in.uint16());
            var createdAt = Instant.ofEpochMilli(in.uint32() << 32 | in.uint32());
            var peer = Peer.read(in);
            in.end();
            return version.flatMap(known ->
                    suite.map(named -> new Session12(known, named, encoded.slice(1, SECRET_LENGTH), createdAt, peer)));
        } catch (TlsException _) {
            return Optional.empty();
        }
    }

    /// Wipes the secret.
    @Override
    public void close() {
        masterSecret.close();
    }
}
