package postern.smtp.transport;

import java.util.HashMap;
import java.util.Map;

/// Bounds the deliveries that are under way to one host: a server may take a crowd for an attack.
///
/// Shared by all threads.
public final class HostGate {
    private final int limit;
    private final Map<String, Integer> inside = new HashMap<>();

    /// A gate through which so many may go for each host.
    public HostGate(int limit) {
        this.limit = limit;
    }

    /// Goes in, if there is room; who went in has to leave.
    public synchronized boolean tryEnter(String host) {
        int now = inside.getOrDefault(host, 0);
        if (now >= limit) {
            return false;
        }
        inside.put(host, now + 1);
        return true;
    }

    /// Goes out.
    public synchronized void leave(String host) {
        inside.computeIfPresent(host, (_, now) -> now > 1 ? now - 1 : null);
    }

    /// Whether somebody could go in.
    public synchronized boolean hasRoom(String host) {
        return inside.getOrDefault(host, 0) < limit;
    }
}
