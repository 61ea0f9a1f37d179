package postern.smtp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.smtp.message.MessageId;
import postern.smtp.queue.EximTime;
import postern.smtp.queue.QueueListing;
import postern.smtp.queue.QueueRunner.Scope;
import postern.smtp.spool.Claim;
import postern.smtp.spool.SpooledMessage;

/// The queue in Exim's spelling: `-bp` lists it, `-q` runs it, `-M…` do something to single messages.
final class QueueCommands {
    private static final int NO = 1;

    private final Streams streams;

    QueueCommands(Streams streams) {
        this.streams = streams;
    }

    /// What is asked for.
    ///
    /// @param verb `-bp`, `-q`, `-M` and so on
    /// @param place where the queue is
    /// @param every for `-q15m`: how often
    private record Request(String verb, List<MessageId> ids, QueuePlace place, Optional<Duration> every) {}

    /// Whether a command line is about the queue, and not about a daemon that also runs it.
    static boolean isMeant(List<String> arguments) {
        boolean daemon = arguments.stream().anyMatch(word -> word.equals("-bd") || word.equals("-bdf"));
        return !daemon && arguments.stream().anyMatch(QueueCommands::isVerb);
    }

    /// Does it.
    ///
    /// @return the exit status: 1 if a message is not there, or somebody else is at it
    int run(List<String> arguments) {
        var request = parse(arguments);
        try {
            return switch (request.verb()) {
                case "-bp" -> list(request.place());
                case "-bpc" -> count(request.place());
                case "-q", "-qf", "-qff" -> runQueue(request);
                default -> each(request);
            };
        } catch (IOException e) {
            throw new CommandException("the spool in " + request.place().spoolDirectory() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO;
        }
    }

    private static boolean isVerb(String word) {
        return word.matches("-bpc?|-qf{0,2}|-q\\d+\\w*|-M|-M(rm|vh|vb|vl|vc|f|t)");
    }

    private Request parse(List<String> arguments) {
        var verb = "";
        var ids = new ArrayList<MessageId>();
        var rest = new ArrayList<String>();
        for (var word : arguments) {
            if (verb.isEmpty() && isVerb(word)) {
                verb = word;
            } else if (MessageId.parse(word).isPresent()) {
                ids.add(MessageId.parse(word).get());
            } else {
                rest.add(word);
            }
        }
        if (verb.startsWith("-M") && ids.isEmpty()) {
            throw new UsageException(verb + " needs a message id, as -bp shows them");
        }
        Optional<Duration> every = Optional.empty();
        if (verb.matches("-q\\d.*")) {
            every = Optional.of(time(verb.substring(2)));
            verb = "-q";
        }
        return new Request(verb, ids, QueuePlace.of(rest), every);
    }

    private static Duration time(String text) {
        try {
            return EximTime.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("-q" + text + ": " + e.getMessage());
        }
    }

    private int list(QueuePlace place) throws IOException {
        var listing = new QueueListing(place.openSpool(), place.clock());
        listing.print(streams.out());
        return 0;
    }

    private int count(QueuePlace place) throws IOException {
        streams.out().println(place.openSpool().list().size());
        return 0;
    }

    private int runQueue(Request request) throws IOException, InterruptedException {
        try (var queue = request.place().openQueue()) {
            if (request.every().isPresent()) {
                queue.runner().runEvery(request.every().get());
                Thread.sleep(Long.MAX_VALUE);
            }
            queue.note("Start queue run: pid=" + ProcessHandle.current().pid());
            queue.runner().run(scope(request.verb()));
            queue.note("End queue run: pid=" + ProcessHandle.current().pid());
        }
        return 0;
    }

    private static Scope scope(String verb) {
        return switch (verb) {
            case "-q" -> Scope.DUE;
            case "-qf" -> Scope.ALL;
            default -> Scope.EVEN_FROZEN;
        };
    }

    private int each(Request request) throws IOException {
        int status = 0;
        if (request.verb().equals("-M")) {
            try (var queue = request.place().openQueue()) {
                for (var id : request.ids()) {
                    status |= queue.runner().deliver(id, Scope.EVEN_FROZEN) ? 0 : absent(request.place(), id);
                }
            }
            return status;
        }
        for (var id : request.ids()) {
            status |= request.verb().startsWith("-Mv") ? show(request, id) : change(request, id);
        }
        return status;
    }

    private int show(Request request, MessageId id) throws IOException {
        var out = streams.out();
        var spool = request.place().openSpool();
        var message = spool.read(id);
        if (message.isEmpty() && !request.verb().equals("-Mvl")) {
            return absent(request.place(), id);
        }
        switch (request.verb()) {
            case "-Mvh" -> out.print(text(spool.headerFile(id).orElseThrow()));
            case "-Mvb" -> {
                try (var body = spool.body(id)) {
                    out.print(id + "-D\n" + text(body.readAllBytes()));
                }
            }
            case "-Mvc" -> {
                try (var whole = spool.text(message.orElseThrow())) {
                    out.print(text(whole.readAllBytes()));
                }
            }
            default -> printLog(request.place().mainLog(), id);
        }
        return 0;
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /// There is no log for each message; the main log has all that it would say.
    private void printLog(Path mainLog, MessageId id) throws IOException {
        if (Files.exists(mainLog)) {
            try (var lines = Files.lines(mainLog, StandardCharsets.ISO_8859_1)) {
                lines.filter(line -> line.contains(id.text())).forEach(streams.out()::println);
            }
        }
    }

    private int change(Request request, MessageId id) throws IOException {
        var claimed = request.place().openSpool().claim(id);
        if (claimed.isEmpty()) {
            return absent(request.place(), id);
        }
        var user = System.getProperty("user.name", "?");
        try (var claim = claimed.get();
                var log = request.place().openLog()) {
            var words = switch (request.verb()) {
                case "-Mrm" -> {
                    claim.remove();
                    log.note(id + " removed by " + user);
                    log.note(id + " Completed");
                    yield "has been removed";
                }
                case "-Mf" -> {
                    update(
                            claim,
                            claim.message()
                                    .state()
                                    .frozen(request.place().clock().instant()));
                    log.note(id + " frozen by " + user);
                    yield "is now frozen";
                }
                default -> {
                    update(claim, claim.message().state().thawed());
                    log.note(id + " unfrozen by " + user);
                    yield "is no longer frozen";
                }
            };
            streams.out().println("Message " + id + " " + words);
        }
        return 0;
    }

    private static void update(Claim claim, SpooledMessage.State state) throws IOException {
        claim.update(claim.message().with(state));
    }

    private int absent(QueuePlace place, MessageId id) throws IOException {
        boolean there = place.openSpool().headerFile(id).isPresent();
        streams.err()
                .println(
                        there ? "Message " + id + " is locked: it is being delivered" : "Message " + id + " not found");
        return NO;
    }
}
