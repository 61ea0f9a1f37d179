package postern.smtp.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postern.smtp.route.MailHost;
import postern.smtp.route.Route;
import postern.smtp.route.RouteChain;
import postern.smtp.route.RouteQuestion;
import postern.smtp.route.RouteQuestion.Purpose;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// `-bt ADDRESS…`: where mail for these addresses would go, in Exim's layout.
///
/// ```
/// bob@far.example
///   router = far, transport = remote
///   host mx.far.example [192.0.2.1]
/// ```
final class RouteCommand {
    private static final int UNDELIVERABLE = 2;
    private static final int CANNOT_TELL = 1;

    private final Streams streams;

    RouteCommand(Streams streams) {
        this.streams = streams;
    }

    /// Whether a command line asks for it.
    static boolean isMeant(List<String> arguments) {
        return arguments.contains("-bt");
    }

    /// Tells, for each address.
    ///
    /// @return 2 if one cannot be delivered, 1 if it cannot be told now
    int run(List<String> arguments) {
        var addresses = new ArrayList<Mailbox>();
        var rest = new ArrayList<String>();
        for (var word : arguments) {
            if (word.contains("@") && !word.startsWith("-")) {
                addresses.add(address(word));
            } else if (!word.equals("-bt")) {
                rest.add(word);
            }
        }
        if (addresses.isEmpty()) {
            throw new UsageException("-bt needs an address with a domain");
        }
        int status = 0;
        try (var queue = QueuePlace.of(rest).openQueue()) {
            for (var address : addresses) {
                status = Math.max(status, tell(queue.runner().routes(), address));
            }
        } catch (IOException e) {
            throw new CommandException("cannot open the spool: " + e.getMessage(), e);
        }
        return status;
    }

    private static Mailbox address(String word) {
        try {
            return Mailbox.parse(word);
        } catch (IllegalArgumentException e) {
            throw new UsageException(word + ": " + e.getMessage());
        }
    }

    private int tell(RouteChain routes, Mailbox address) {
        var leaves = routes.route(new RouteQuestion(address, new ReversePath.Nobody(), Purpose.DELIVER));
        if (leaves.isEmpty()) {
            streams.out().println(address + " is discarded");
        }
        return leaves.stream().mapToInt(this::tell).max().orElse(0);
    }

    private int tell(RouteChain.Leaf leaf) {
        var out = streams.out();
        return switch (leaf.route()) {
            case Route.Deliver(var transport, var hosts) -> {
                out.println(leaf.address());
                leaf.parents().reversed().forEach(parent -> out.println("    <-- " + parent));
                out.println("  router = " + leaf.router() + ", transport = " + transport);
                hosts.stream().map(MailHost::toString).forEach(host -> out.println("  host " + host));
                yield 0;
            }
            case Route.Fail(var words) -> {
                out.println(leaf.address() + " is undeliverable: " + words);
                yield UNDELIVERABLE;
            }
            case Route.Defer(var words) -> cannotTell(leaf, words);
            case Route.Freeze(var words) -> cannotTell(leaf, words);
            case Route.Redirect _, Route.Decline _ ->
                throw new IllegalStateException("the routers left " + leaf + " open");
        };
    }

    private int cannotTell(RouteChain.Leaf leaf, String words) {
        streams.out().println(leaf.address() + " cannot be resolved at this time: " + words);
        return CANNOT_TELL;
    }
}
