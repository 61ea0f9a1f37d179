package postern.tls.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.alert.TlsException;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;

/// A client's sessions as octets, so that another process can go on from them:
///
/// ```
/// opaque magic[8];
/// struct {
///     enum { tls13(13), older(12) } family;
///     opaque server_name<0..2^8-1>;
///     opaque id<0..2^8-1>;
///     opaque ticket<0..2^16-1>;
///     uint32 lifetime;                  seconds
///     opaque session<0..2^16-1>;        with its secret
/// } entries[…];
/// ```
///
/// Whoever has the file can go on from the sessions in it, and read those connections up to TLS 1.2 that they
/// began with.
public final class SessionFile {
    private static final Bytes MAGIC = Bytes.utf8("POSTERN1");
    private static final int TLS13 = 13;
    private static final int OLDER = 12;

    private SessionFile() {}

    private record Entry(Bytes head, Secret session) {
        int length() {
            return head.length() + 2 + session.length();
        }
    }

    /// All sessions, which stay where they are.
    public static Secret write(ClientSessions sessions) {
        var entries = new ArrayList<Entry>();
        sessions.forEachTicket((name, ticket) -> entries.add(new Entry(
                head(TLS13, name)
                        .opaque8(Bytes.EMPTY)
                        .opaque16(ticket.ticket())
                        .uint32(ticket.lifetime().toSeconds())
                        .toBytes(),
                ticket.session().encode())));
        sessions.forEachOlder((name, kept) -> entries.add(new Entry(
                head(OLDER, name)
                        .opaque8(kept.id())
                        .opaque16(kept.ticket())
                        .uint32(kept.lifetime().toSeconds())
                        .toBytes(),
                kept.session().encode())));
        return joined(entries);
    }

    private static TlsWriter head(int family, String name) {
        return new TlsWriter().uint8(family).opaque8(Bytes.utf8(name));
    }

    private static Secret joined(List<Entry> entries) {
        int length = entries.stream().mapToInt(Entry::length).sum();
        var octets = new byte[MAGIC.length() + length];
        MAGIC.copyTo(octets, 0);
        int at = MAGIC.length();
        for (var entry : entries) {
            try (var session = entry.session()) {
                entry.head().copyTo(octets, at);
                at += entry.head().length();
                octets[at] = (byte) (session.length() >> 8);
                octets[at + 1] = (byte) session.length();
                System.arraycopy(session.expose(), 0, octets, at + 2, session.length());
                at += 2 + session.length();
            }
        }
        return Secret.adopt(octets);
    }

    /// The mirror of [#write].
    ///
    /// @throws IllegalArgumentException if it is something else, or broken off
    public static ClientSessions read(Secret file) {
        var sessions = new ClientSessions();
        try {
            var octets = file.expose();
            var in = new TlsReader(Bytes.copyOf(octets, 0, octets.length));
            if (octets.length < MAGIC.length() || !in.bytes(MAGIC.length()).equals(MAGIC)) {
                throw new IllegalArgumentException("it is not a file of sessions");
            }
            while (in.hasMore()) {
                keep(in, sessions);
            }
            return sessions;
        } catch (TlsException e) {
            throw new IllegalArgumentException("the file of sessions is broken off", e);
        }
    }

    private static void keep(TlsReader in, ClientSessions sessions) {
        int family = in.uint8();
        var name = in.opaque8().toText(StandardCharsets.UTF_8);
        var id = in.opaque8();
        var ticket = in.opaque16();
        var lifetime = Duration.ofSeconds(in.uint32());
        try (var encoded = Secret.adopt(in.opaque16().toArray())) {
            if (family == TLS13) {
                ResumableSession.decode(encoded)
                        .ifPresent(session -> sessions.keep(name, new ClientTicket(session, ticket, lifetime)));
            } else {
                Session12.decode(encoded)
                        .ifPresent(session -> sessions.keep(name, new ClientSession12(session, id, ticket, lifetime)));
            }
        }
    }
}
