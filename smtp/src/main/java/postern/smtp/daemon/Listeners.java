package postern.smtp.daemon;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Settings;
import postern.smtp.server.Entry;

/// Where a daemon listens: `local_interfaces` × `daemon_smtp_ports`, both as `-oX` may change them, and on
/// which ports TLS begins at once.
public final class Listeners {
    private static final Pattern BRACKETED = Pattern.compile("\\[([^]]+)](?::(\\S+))?");
    private static final Pattern DOTTED = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)(?:\\.(\\d+))?");
    private static final Pattern COLONED =
            Pattern.compile("([0-9a-fA-F:]+(?:\\d+\\.\\d+\\.\\d+\\.\\d+)?)(?:\\.(\\d+))?");
    private static final int MAX_PORT = 65_535;

    private Listeners() {}

    /// A place to listen at.
    public record Listener(InetSocketAddress address, Entry entry) {}

    /// An address with a port of its own, or without.
    private record Interface(InetAddress address, Optional<Integer> port) {}

    /// All of them.
    ///
    /// @param override the value of `-oX`: its items with a dot or a colon replace `local_interfaces`, the others
    /// `daemon_smtp_ports`
    /// @param tlsEverywhere `-tls-on-connect`
    /// @throws ConfigException for what is no address or port
    public static List<Listener> of(Settings main, Optional<String> override, Entry tlsEverywhere) {
        var items = override.map(Listeners::items).orElse(List.of());
        var givenPorts = items.stream().filter(item -> !isAddress(item)).toList();
        var givenAddresses = items.stream().filter(Listeners::isAddress).toList();
        var ports = givenPorts.isEmpty() ? items(main.get("daemon_smtp_ports").text()) : givenPorts;
        var addresses = givenAddresses.isEmpty() ? configured(main) : givenAddresses;
        var tlsPorts = tlsPorts(main);
        var listeners = new LinkedHashSet<Listener>();
        for (var address : addresses) {
            var at = address(address);
            var usual = at.port()
                    .map(List::of)
                    .orElseGet(() -> ports.stream().map(Listeners::port).toList());
            for (int port : usual) {
                boolean tls = tlsEverywhere == Entry.TLS || tlsPorts.contains(port);
                listeners.add(new Listener(new InetSocketAddress(at.address(), port), tls ? Entry.TLS : Entry.CLEAR));
            }
        }
        return withoutShadowed(List.copyOf(listeners));
    }

    /// The ports of `tls_on_connect_ports`.
    static Set<Integer> tlsPorts(Settings main) {
        var ports = new LinkedHashSet<Integer>();
        items(main.get("tls_on_connect_ports").text()).forEach(item -> ports.add(port(item)));
        return ports;
    }

    private static List<String> configured(Settings main) {
        var all = Stream.concat(
                items(main.get("local_interfaces").text()).stream(),
                items(main.get("extra_local_interfaces").text()).stream());
        boolean ipv6 = !main.isOn("disable_ipv6");
        return all.filter(item -> ipv6 || DOTTED.matcher(item).matches()).toList();
    }

    /// Whoever listens at `::` of a system that serves IPv4 there too needs no listener at `0.0.0.0`.
    private static List<Listener> withoutShadowed(List<Listener> all) {
        return all.stream()
                .filter(listener -> !isAnyIpv4(listener) || all.stream().noneMatch(other -> shadows(other, listener)))
                .toList();
    }

    private static boolean isAnyIpv4(Listener listener) {
        return listener.address().getAddress().isAnyLocalAddress()
                && listener.address().getAddress().getAddress().length == 4;
    }

    private static boolean shadows(Listener other, Listener listener) {
        return other.address().getAddress().isAnyLocalAddress()
                && other.address().getAddress().getAddress().length == 16
                && other.address().getPort() == listener.address().getPort();
    }

    private static boolean isAddress(String item) {
        return item.contains(".") || item.contains(":");
    }

    /// A list's items: separated by colons, or by what stands behind `<` at its beginning; a doubled separator
    /// is one.
    private static List<String> items(String text) {
        var list = text.strip();
        char separator = ':';
        if (list.startsWith("<") && list.length() > 1) {
            separator = list.charAt(1);
            list = list.substring(2);
        }
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        for (int i = 0; i < list.length(); i++) {
            boolean here = list.charAt(i) == separator;
            if (here && i + 1 < list.length() && list.charAt(i + 1) == separator) {
                item.append(separator);
                i++;
            } else if (here) {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(list.charAt(i));
            }
        }
        items.add(item.toString().strip());
        items.removeIf(String::isEmpty);
        return items;
    }

    private static Interface address(String item) {
        for (var form : List.of(BRACKETED, DOTTED, COLONED)) {
            var match = form.matcher(item);
            if (match.matches()) {
                var text = match.group(1).equals("::0") ? "::" : match.group(1);
                return new Interface(
                        literal(text, item), Optional.ofNullable(match.group(2)).map(Listeners::port));
            }
        }
        throw new ConfigException("\"" + item + "\" is no IP address, with or without a port, to listen at");
    }

    private static InetAddress literal(String text, String item) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("\"" + item + "\" is no IP address to listen at");
        }
    }

    /// A number, or one of the services of mail.
    static int port(String text) {
        return switch (text) {
            case "smtp" -> 25;
            case "smtps", "ssmtp", "submissions" -> 465;
            case "submission" -> 587;
            default -> {
                if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_PORT) {
                    throw new ConfigException(
                            "\"" + text + "\" is no port: give a number, smtp, submission, submissions or smtps");
                }
                yield Integer.parseInt(text);
            }
        };
    }
}
