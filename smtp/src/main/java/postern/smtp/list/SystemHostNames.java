package postern.smtp.list;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.IpAddress;

/// Asks the operating system, which asks its hosts file and the domain name system. A name that cannot be found
/// now looks like one that is not there: the JDK does not tell them apart.
public final class SystemHostNames implements HostNames {
    /// The system's names.
    public SystemHostNames() {}

    /// The JDK confirms the name itself: an unconfirmed one comes back as the address.
    @Override
    public Answer<String> namesOf(IpAddress address) {
        try {
            var name = InetAddress.getByName(address.toString()).getCanonicalHostName();
            return IpAddress.parse(name).isPresent() ? new Unknown<>() : new Known<>(List.of(name));
        } catch (UnknownHostException e) {
            return new Unknown<>();
        }
    }

    /// What is all digits and dots is a misspelt address, not a name: the JDK would make an address of it.
    @Override
    public Answer<IpAddress> addressesOf(String name) {
        if (name.chars().allMatch(c -> AsciiText.isDigit((char) c) || c == '.')) {
            return new Unknown<>();
        }
        try {
            return new Known<>(Arrays.stream(InetAddress.getAllByName(name))
                    .map(found -> IpAddress.parse(found.getHostAddress()))
                    .flatMap(Optional::stream)
                    .toList());
        } catch (UnknownHostException e) {
            return new Unknown<>();
        }
    }
}
