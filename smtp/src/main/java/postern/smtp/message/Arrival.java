package postern.smtp.message;

import java.util.Optional;

/// Where a message, or the wish to deliver one, came from.
public record Arrival(Peer peer, Optional<Greeting> greeting, Optional<Protection> protection) {
    /// The protocol's name as Exim spells it: `smtp` or `esmtp`, with an `s` if it ran over TLS (RFC 3848 §1 has
    /// the latter in capitals).
    public String protocol() {
        boolean extended = greeting.stream().anyMatch(g -> g.kind() == Greeting.Kind.EHLO);
        return (extended ? "esmtp" : "smtp") + (protection.isPresent() ? "s" : "");
    }

    /// `host.name (helo.name) [192.0.2.1]`: what the client calls itself in parentheses, because nobody checked
    /// it, and not at all if it is the name that its address leads to.
    public String host() {
        var said = greeting.map(Greeting::name)
                .filter(name -> !name.equalsIgnoreCase(peer.name().orElse("")))
                .map(name -> "(" + name + ") ")
                .orElse("");
        return peer.name().map(name -> name + " ").orElse("") + said + "[" + peer.address() + "]";
    }
}
