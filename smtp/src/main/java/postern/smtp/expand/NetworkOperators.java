package postern.smtp.expand;

import java.util.Map;

/// Operators on IP addresses.
final class NetworkOperators {
    static final Map<String, Operator> ALL = Map.of(
            "mask", Operator.toTrusted(NetworkOperators::mask),
            "reverse_ip", Operator.toTrusted(NetworkOperators::reverse),
            "ipv6norm", Operator.toTrusted(text -> address(text).mapped().compressed()),
            "ipv6denorm", Operator.toTrusted(text -> address(text).mapped().groups(':')));

    private NetworkOperators() {}

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow(() -> notAnAddress(text));
    }

    private static ExpansionStop notAnAddress(String text) {
        return ExpansionStop.failed("\"" + text + "\" is not an IP address");
    }

    /// `${mask:10.1.2.3/8}` is `10.0.0.0/8`. An IPv6 address comes with dots: colons would end an item of a list.
    private static String mask(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            if (IpAddress.parse(text).isEmpty()) {
                throw notAnAddress(text);
            }
            throw ExpansionStop.failed("missing mask value in \"" + text + "\"");
        }
        var address = IpAddress.parse(text.substring(0, slash)).orElseThrow(() -> notAnAddress(text));
        var digits = text.substring(slash + 1);
        if (!digits.chars().allMatch(c -> AsciiText.isDigit((char) c))) {
            throw notAnAddress(text);
        }
        int bits = digits.isEmpty() ? 0 : CutOperators.saturated(digits);
        if (bits > address.bits()) {
            throw ExpansionStop.failed("mask value too big in \"" + text + "\"");
        }
        var network = address.network(bits);
        return (network.isIpv4() ? network.toString() : network.groups('.')) + "/" + bits;
    }

    /// The labels of an address; a prefix length may follow it and does not matter.
    private static String reverse(String text) {
        int slash = text.indexOf('/');
        boolean digits = slash < 0 || text.substring(slash + 1).chars().allMatch(c -> AsciiText.isDigit((char) c));
        return IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> digits)
                .orElseThrow(() -> ExpansionStop.failed("reverse_ip() not given an IP address [" + text + "]"))
                .unmapped()
                .reversed();
    }
}
