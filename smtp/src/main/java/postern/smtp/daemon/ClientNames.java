package postern.smtp.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// Names of hosts, as the DNS and the hosts file know them.
final class ClientNames {
    private ClientNames() {}

    /// The name that an address leads to, if the name leads back to the address.
    static Optional<String> of(String address) {
        var name = InetAddress.ofLiteral(address).getCanonicalHostName();
        boolean found = !name.equals(address) && leadsTo(name, address);
        return found ? Optional.of(name) : Optional.empty();
    }

    /// Whether a name has that address.
    static boolean leadsTo(String name, String address) {
        var wanted = InetAddress.ofLiteral(address);
        try {
            return Arrays.asList(InetAddress.getAllByName(name)).contains(wanted);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
