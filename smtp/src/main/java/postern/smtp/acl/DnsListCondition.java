package postern.smtp.acl;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import postern.smtp.expand.Value;

/// `dnslists = zone : zone=127.0.0.2,127.0.0.3 : zone!=127.0.0.9 : zone/key`: lists of hosts, kept in the DNS.
/// A host is in one if its reversed address, under the zone, has an address.
final class DnsListCondition {
    private static final Pattern ITEM = Pattern.compile("([^=!/&]+)(?:(!?=)([^/]+))?(?:/(.+))?");

    private final Scope scope;

    DnsListCondition(Scope scope) {
        this.scope = scope;
    }

    Finding about(String argument) {
        for (var text : argument.split("(?<!:):(?!:)")) {
            var item = text.strip();
            var form = ITEM.matcher(item);
            if (item.startsWith("+")) {
                continue; // what to do when the DNS does not answer: it always counts as "not listed" here
            }
            if (!form.matches()) {
                return Finding.error("dnslists item \"" + item + "\" is not supported by Postern");
            }
            var key = form.group(4) == null
                    ? reversed(scope.text("sender_host_address"))
                    : form.group(4).strip();
            var zone = form.group(1).strip();
            if (isListed(key + "." + zone, form.group(2), form.group(3))) {
                var variables = scope.situation().variables();
                variables.set("dnslist_domain", Value.trusted(zone));
                variables.set("dnslist_matched", Value.fromPeer(key));
                variables.set("dnslist_value", Value.fromPeer(String.join(", ", addresses(key + "." + zone))));
                return Finding.TRUE;
            }
        }
        return Finding.FALSE;
    }

    private boolean isListed(String name, String operator, String wanted) {
        List<String> found = addresses(name);
        scope.trace("DNS list lookup: " + name + " => " + (found.isEmpty() ? "none" : String.join(", ", found)));
        if (operator == null || found.isEmpty()) {
            return !found.isEmpty();
        }
        var values = Arrays.stream(wanted.split(",")).map(String::strip).toList();
        return operator.equals("=") != Collections.disjoint(values, found);
    }

    private List<String> addresses(String name) {
        try {
            return scope.situation().addressesOf(name).stream()
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UncheckedIOException e) {
            scope.trace("DNS list lookup deferred: " + e.getMessage());
            return List.of();
        }
    }

    /// `192.0.2.1` becomes `1.2.0.192`, an IPv6 address its nibbles (RFC 5782 §2.1, §2.4).
    static String reversed(String address) {
        if (!address.contains(":")) {
            var octets = new ArrayList<>(List.of(address.split("\\.")));
            Collections.reverse(octets);
            return String.join(".", octets);
        }
        var nibbles = new ArrayList<String>();
        for (byte octet : InetAddress.ofLiteral(address).getAddress()) {
            nibbles.add(Integer.toHexString(octet >> 4 & 0xf));
            nibbles.add(Integer.toHexString(octet & 0xf));
        }
        Collections.reverse(nibbles);
        return String.join(".", nibbles);
    }
}
