package postern.smtp.outbound;

import java.util.function.Predicate;
import postern.smtp.route.HostNames;

/// Hosts without the addresses in `ignore_target_hosts`: as if the DNS did not have them.
record WithoutIgnored(HostNames names, Predicate<String> ignored) implements HostNames {
    @Override
    public Answer<Exchanger> exchangers(String domain) {
        return names.exchangers(domain);
    }

    @Override
    public Answer<String> addresses(String host) {
        var answer = names.addresses(host);
        var left = answer.records().stream().filter(ignored.negate()).toList();
        return new Answer<>(left, answer.exists(), answer.trouble());
    }
}
