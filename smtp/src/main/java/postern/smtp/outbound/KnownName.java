package postern.smtp.outbound;

import java.util.List;
import postern.smtp.expand.IpAddress;
import postern.smtp.list.HostNames;

/// In the host lists of a transport a host has the name under which it was found: the name that the mail was
/// meant for, not what the owner of the address says that it is called. So `hosts_require_tls = *.example.com`
/// holds whatever stands in the reverse DNS.
///
/// @param others who finds addresses for names
record KnownName(String name, HostNames others) implements HostNames {
    @Override
    public Answer<String> namesOf(IpAddress address) {
        return name.isEmpty() ? new Unknown<>() : new Known<>(List.of(name));
    }

    @Override
    public Answer<IpAddress> addressesOf(String wanted) {
        return others.addressesOf(wanted);
    }
}
