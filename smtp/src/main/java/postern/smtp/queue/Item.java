package postern.smtp.queue;

import java.util.Optional;
import postern.smtp.route.Route;
import postern.smtp.route.RouteChain.Leaf;
import postern.smtp.wire.ForwardPath;

/// One thing to be done for a message: a recipient's mail goes, maybe through redirections, to an address.
///
/// @param key by which the spool remembers that it was done
record Item(ForwardPath recipient, Leaf leaf, String key) {
    /// A recipient who leads to one address is remembered as itself; else each address is, behind its recipient.
    static Item of(ForwardPath recipient, Leaf leaf, int leaves) {
        var itself = recipient.toString();
        return new Item(recipient, leaf, leaves == 1 ? itself : itself + " > " + leaf.address());
    }

    Optional<String> transport() {
        return leaf.route() instanceof Route.Deliver(var name, var _) ? Optional.of(name) : Optional.empty();
    }
}
