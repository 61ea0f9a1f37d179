package postern.smtp.outbound;

import java.net.NetworkInterface;
import java.net.SocketException;

/// The addresses of this host.
final class LocalAddresses {
    private LocalAddresses() {}

    /// Whether an address, in text form, is one of them.
    static boolean contains(String address) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(each ->
                            each.getHostAddress().replaceFirst("%.*", "").equals(address));
        } catch (SocketException e) {
            throw new IllegalStateException("cannot list the network interfaces", e);
        }
    }
}
