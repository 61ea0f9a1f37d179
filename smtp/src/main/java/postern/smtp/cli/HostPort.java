package postern.smtp.cli;

import java.net.InetSocketAddress;

/// `HOST:PORT` as the command line writes it; an IPv6 address stands in brackets.
record HostPort(String host, int port) {
    /// @throws IllegalArgumentException saying what is wrong with the text
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || text.indexOf(':') != colon && !text.startsWith("[")) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT; write localhost:4433 or [::1]:4433");
        }
        var host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new HostPort(host, port(text.substring(colon + 1)));
    }

    /// The address, looked up; unresolved if there is no such host.
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /// `HOST:PORT`, with brackets around an IPv6 address.
    static String print(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= 0xffff) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw new IllegalArgumentException("'" + digits + "' is no port; it is a number from 0 to 65535");
    }
}
