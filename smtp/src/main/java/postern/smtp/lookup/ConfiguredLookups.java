package postern.smtp.lookup;

import postern.smtp.expand.Environment;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.Lookups;

/// All lookups that are here.
public final class ConfiguredLookups implements Lookups {
    private final DnsQueries dns;

    /// @param resolver whom `dnsdb` asks
    public ConfiguredLookups(DnsResolver resolver) {
        this.dns = new DnsQueries(resolver);
    }

    @Override
    public Answer find(Query query, Environment environment) {
        return switch (query.type().driver()) {
            case LSEARCH ->
                LineFile.find(
                        query, environment, () -> new KeyMatch.Same(query.key().text()));
            case WILDLSEARCH ->
                LineFile.find(
                        query, environment, () -> new KeyMatch.Wild(query.key(), environment, KeyMatch.Keys.EXPANDED));
            case NWILDLSEARCH ->
                LineFile.find(
                        query, environment, () -> new KeyMatch.Wild(query.key(), environment, KeyMatch.Keys.PLAIN));
            case IPLSEARCH ->
                LineFile.find(query, environment, () -> network(query.key().text()));
            case DSEARCH -> DirectoryNames.find(query);
            case DNSDB -> dns.find(query, environment);
            case PASSWD -> Users.find(query);
        };
    }

    private static KeyMatch network(String key) {
        return KeyMatch.Network.of(key)
                .orElseThrow(
                        () -> ExpansionStop.failed(
                                "\"" + key + "\" is not a valid iplsearch key (an IP address, with"
                                        + " optional CIDR mask, is wanted): in a host list, use net-iplsearch as the search type"));
    }
}
