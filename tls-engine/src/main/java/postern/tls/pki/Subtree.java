package postern.tls.pki;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// Whether a name lies in the subtree that a name constraint spans (RFC 5280 §4.2.1.10). Names and subtrees are of
/// different kinds; a subtree says nothing about names of other kinds than its own.
final class Subtree {
    private Subtree() {}

    static boolean isSameKind(GeneralName base, GeneralName name) {
        return base.getClass() == name.getClass()
                && (!(base instanceof GeneralName.Other other) || other.kind() == ((GeneralName.Other) name).kind());
    }

    /// For permitted subtrees: whether the name lies wholly within.
    static boolean contains(GeneralName base, GeneralName name) {
        return switch (base) {
            case GeneralName.DnsName(var tree) -> name instanceof GeneralName.DnsName(var dns) && isWithin(tree, dns);
            case GeneralName.IpAddress(var tree) ->
                name instanceof GeneralName.IpAddress(var address) && isWithin(tree, address);
            case GeneralName.Mail(var tree) ->
                name instanceof GeneralName.Mail(var address) && isMailWithin(tree, address);
            case GeneralName.Uri(var tree) -> name instanceof GeneralName.Uri(var uri) && isUriWithin(tree, uri);
            case GeneralName.DirectoryName(var tree) ->
                name instanceof GeneralName.DirectoryName(var directory) && isWithin(tree, directory);
            case GeneralName.Other other -> false;
        };
    }

    /// For excluded subtrees: whether any of what the name stands for lies within. What cannot be judged does.
    static boolean mayTouch(GeneralName base, GeneralName name) {
        if (!isSameKind(base, name)) {
            return false;
        }
        return switch (name) {
            case GeneralName.DnsName(var dns) -> touches(((GeneralName.DnsName) base).name(), dns);
            case GeneralName.IpAddress(var address) -> {
                var tree = ((GeneralName.IpAddress) base).octets();
                yield (tree.length() != 8 && tree.length() != 32) || isWithin(tree, address);
            }
            case GeneralName.Mail(var address) -> contains(base, name) || address.indexOf('@') < 0;
            case GeneralName.Uri(var uri) -> contains(base, name) || hostOf(uri).isEmpty();
            case GeneralName.DirectoryName directory -> contains(base, name);
            case GeneralName.Other other -> true;
        };
    }

    /// "Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side" is within.
    /// With a dot in front, which the RFC does not foresee but authorities write, at least one label.
    private static boolean isWithin(String tree, String name) {
        var base = lower(tree);
        var host = lower(name);
        if (base.isEmpty() || (base.startsWith(".") && host.endsWith(base) && host.length() > base.length())) {
            return true;
        }
        return host.equals(base) || host.endsWith("." + base);
    }

    /// A wildcard stands for every first label, so it reaches into a subtree one label deeper as well.
    private static boolean touches(String tree, String name) {
        if (isWithin(tree, name)) {
            return true;
        }
        var base = lower(tree.startsWith(".") ? tree.substring(1) : tree);
        int firstDot = base.indexOf('.');
        return name.startsWith("*.") && firstDot > 0 && base.substring(firstDot).equals(lower(name.substring(1)));
    }

    /// The subtree is an address and a mask of the same length.
    private static boolean isWithin(Bytes tree, Bytes address) {
        int length = address.length();
        if (length == 0 || tree.length() != 2 * length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (((tree.at(i) ^ address.at(i)) & tree.at(length + i)) != 0) {
                return false;
            }
        }
        return true;
    }

    /// The subtree is a mailbox, a host (all mailboxes on it) or, with a dot in front, a domain (all hosts below
    /// it). The local part keeps its case (RFC 5321 §2.4).
    private static boolean isMailWithin(String tree, String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        var host = address.substring(at + 1);
        int treeAt = tree.lastIndexOf('@');
        if (treeAt > 0) {
            return tree.substring(0, treeAt).equals(address.substring(0, at))
                    && lower(tree.substring(treeAt + 1)).equals(lower(host));
        }
        return isHostWithin(tree.substring(treeAt + 1), host);
    }

    private static boolean isUriWithin(String tree, String uri) {
        return hostOf(uri).map(host -> isHostWithin(tree, host)).orElse(false);
    }

    /// For mail and URI: a host is that host alone; a domain has a dot in front.
    private static boolean isHostWithin(String tree, String host) {
        var base = lower(tree);
        return base.startsWith(".")
                ? lower(host).endsWith(base) && host.length() > base.length()
                : base.isEmpty() || lower(host).equals(base);
    }

    /// The host of the authority, if it is a name: an address, or no authority at all, cannot be judged by names.
    private static Optional<String> hostOf(String uri) {
        try {
            return Optional.ofNullable(new URI(uri).getHost())
                    .filter(host -> !host.startsWith("[") && HostName.of(host) instanceof HostName.Dns);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The RDNs of the subtree are the first RDNs of the name. Canonical RDNs follow one another, and none is the
    /// prefix of another, so this is a matter of octets.
    private static boolean isWithin(Name tree, Name name) {
        var base = tree.canonical();
        var full = name.canonical();
        return full.length() >= base.length() && full.slice(0, base.length()).equals(base);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
