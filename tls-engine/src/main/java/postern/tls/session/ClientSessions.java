package postern.tls.session;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    private void forgetEldest() {
        var eldest = tickets.entrySet().iterator();
        eldest.next().getValue().forEach(ticket -> ticket.session().close());
        eldest.remove();
    }
}
