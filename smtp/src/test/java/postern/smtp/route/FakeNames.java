package postern.smtp.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A DNS that says what a test put into it.
public final class FakeNames implements HostNames {
    public final Map<String, Answer<Exchanger>> exchangers = new HashMap<>();
    public final Map<String, List<String>> addresses = new HashMap<>();

    @Override
    public Answer<Exchanger> exchangers(String domain) {
        return exchangers.getOrDefault(domain, Answer.noSuchName());
    }

    @Override
    public Answer<String> addresses(String host) {
        return addresses.containsKey(host) ? Answer.of(addresses.get(host)) : Answer.noSuchName();
    }
}
