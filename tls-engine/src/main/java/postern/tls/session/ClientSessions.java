package postern.tls.session;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The tickets that a client has been given, by the name of the server. Each is used once: two connections with
/// one ticket could be recognised as the same client's (RFC 9846 §C.4).
///
/// Safe for use by many threads.
public final class ClientSessions {
    /// A server may send any number of tickets; each holds memory until it expires.
    private static final int MAX_TICKETS_PER_SERVER = 4;

    /// A client may meet any number of servers; the one it has not seen for the longest time is forgotten.
    private static final int MAX_SERVERS = 1024;

    private final Map<String, Deque<ClientTicket>> tickets = new LinkedHashMap<>(16, 0.75f, true);

    /// Up to TLS 1.2 an observer sees anyway which connections belong together, so a session is used again.
    private final Map<String, ClientSession12> older = new LinkedHashMap<>(16, 0.75f, true);

    /// Without tickets.
    public ClientSessions() {
        // Filled by connections.
    }

    /// Keeps a ticket; it will be used before older ones.
    public synchronized void keep(String serverName, ClientTicket ticket) {
        var ofServer = tickets.computeIfAbsent(serverName, _ -> new ArrayDeque<>());
        ofServer.addFirst(ticket);
        if (ofServer.size() > MAX_TICKETS_PER_SERVER) {
            ofServer.removeLast().session().close();
        }
        if (tickets.size() > MAX_SERVERS) {
            forgetEldest();
        }
    }

    /// Gives the newest ticket away, if it can still be used.
    public synchronized Optional<ClientTicket> take(String serverName, Instant now) {
        var ofServer = tickets.get(serverName);
        while (ofServer != null && !ofServer.isEmpty()) {
            var ticket = ofServer.removeFirst();
            if (ticket.isFreshAt(now)) {
                return Optional.of(ticket);
            }
            ticket.session().close();
        }
        return Optional.empty();
    }

    /// Keeps a session up to TLS 1.2 in place of the one before.
    public synchronized void keep(String serverName, ClientSession12 session) {
        var before = older.put(serverName, session);
        if (before != null) {
            before.session().close();
        }
        if (older.size() > MAX_SERVERS) {
            var eldest = older.values().iterator();
            eldest.next().session().close();
            eldest.remove();
        }
    }

    /// A copy of the session up to TLS 1.2 with this server, if it may still be resumed.
    public synchronized Optional<ClientSession12> find(String serverName, Instant now) {
        var session = older.get(serverName);
        if (session != null && !session.isFreshAt(now)) {
            older.remove(serverName);
            session.session().close();
            return Optional.empty();
        }
        return Optional.ofNullable(session).map(ClientSession12::copy);
    }

    /// For [SessionFile]: each ticket with its server, the oldest first.
    synchronized void forEachTicket(BiConsumer<String, ClientTicket> taker) {
        tickets.forEach((name, ofServer) -> ofServer.reversed().forEach(ticket -> taker.accept(name, ticket)));
    }

    /// For [SessionFile]: each older session with its server.
    synchronized void forEachOlder(BiConsumer<String, ClientSession12> taker) {
        older.forEach(taker);
    }

    private void forgetEldest() {
        var eldest = tickets.entrySet().iterator();
        eldest.next().getValue().forEach(ticket -> ticket.session().close());
        eldest.remove();
    }
}
