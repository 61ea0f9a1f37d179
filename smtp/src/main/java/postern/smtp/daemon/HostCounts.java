package postern.smtp.daemon;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many connections there are, by the client's address.
///
/// Shared by all connections.
public final class HostCounts {
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    HostCounts() {}

    /// One more.
    ///
    /// @return how many there are now from that address
    int add(String address) {
        return byAddress.merge(address, 1, Integer::sum);
    }

    /// One less.
    void remove(String address) {
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
}
