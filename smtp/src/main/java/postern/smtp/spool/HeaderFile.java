package postern.smtp.spool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.Greeting;
import postern.smtp.message.MessageId;
import postern.smtp.message.Peer;
import postern.smtp.message.Protection;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.spool.SpooledMessage.State;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// The `-H` file: a message's envelope, state and header in lines that a person can read and Exim's tools know.
///
/// ```
/// 1abcde-00000000001-0001-H       its own name
/// postern 0 0                     who accepted it
/// <ann@a.example>                 the sender
/// 1764000000 0                    when it was accepted, how many warnings were sent
/// -received_time_usec .000042     what else is known, a line each
/// -host_address [192.0.2.1]:4711
/// NN bob@b.example                who is done, Exim's tree of which each node has one branch; XX for nobody
/// 2                               the recipients
/// bob@b.example
/// cid@c.example
///                                 an empty line
/// 018  Subject: a test            the header: length, kind, a blank, text
/// ```
final class HeaderFile {
    private static final String NAME_END = "-H";
    private static final String NOBODY_DONE = "XX";
    private static final String OWNER = "postern 0 0";

    private final String text;
    private int at;

    private HeaderFile(String text) {
        this.text = text;
    }

    /// The file's octets.
    static byte[] write(SpooledMessage message) {
        var out = new StringBuilder();
        var received = message.origin().received();
        line(out, message.id() + NAME_END);
        line(out, OWNER);
        line(out, "<" + message.envelope().sender() + ">");
        line(out, received.getEpochSecond() + " " + message.state().warnings());
        line(out, "-received_time_usec .%06d".formatted(received.getNano() / 1000));
        facts(message).forEach((name, value) -> line(out, ("-" + name + " " + value).stripTrailing()));
        writeDone(out, message.state().done());
        line(out, Integer.toString(message.envelope().recipients().size()));
        message.envelope().recipients().forEach(recipient -> line(out, recipient.toString()));
        line(out, "");
        for (var field : message.fields()) {
            out.append("%03d%c ".formatted(field.text().length(), field.kind())).append(field.text());
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws SpoolFormatException if it did not
    static SpooledMessage read(MessageId id, byte[] octets) throws SpoolFormatException {
        try {
            return new HeaderFile(new String(octets, StandardCharsets.ISO_8859_1)).parse(id);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SpoolFormatException("Format error in spool file " + id + NAME_END + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> facts(SpooledMessage message) {
        var facts = new LinkedHashMap<String, String>();
        message.origin().arrival().ifPresentOrElse(arrival -> describe(facts, arrival), () -> facts.put("local", ""));
        message.state().frozen().ifPresent(since -> facts.put("frozen", Long.toString(since.getEpochSecond())));
        return facts;
    }

    private static void describe(Map<String, String> facts, Arrival arrival) {
        facts.put(
                "host_address",
                "[" + arrival.peer().address() + "]:" + arrival.peer().port());
        arrival.greeting().ifPresent(greeting -> {
            facts.put("helo_name", greeting.name());
            facts.put("helo_kind", greeting.kind().name());
        });
        facts.put("received_protocol", arrival.protocol());
        arrival.protection().ifPresent(protection -> {
            facts.put("tls_cipher", protection.toString());
            protection.serverName().ifPresent(name -> facts.put("tls_sni", name));
        });
    }

    /// Each node but the last has another to its right: `NY first`, `NY second`, `NN last`.
    private static void writeDone(StringBuilder out, Set<String> done) {
        if (done.isEmpty()) {
            line(out, NOBODY_DONE);
        }
        int left = done.size();
        for (var address : done) {
            left--;
            line(out, (left > 0 ? "NY " : "NN ") + address);
        }
    }

    private static void line(StringBuilder out, String line) {
        out.append(line.replace('\n', ' ')).append('\n');
    }

    private SpooledMessage parse(MessageId id) {
        require(line().equals(id + NAME_END), "the first line is not its name");
        line(); // who accepted it
        var sender = sender(line());
        var times = line().split(" ", -1);
        require(times.length == 2, "the line of times has not two words");
        var facts = new LinkedHashMap<String, String>();
        var line = line();
        while (line.startsWith("-")) {
            int blank = line.indexOf(' ');
            facts.put(line.substring(1, blank < 0 ? line.length() : blank), blank < 0 ? "" : line.substring(blank + 1));
            line = line();
        }
        var done = readDone(line);
        var envelope = new Envelope(sender, recipients(Integer.parseInt(line())));
        require(line().isEmpty(), "no empty line after the recipients");
        var received = Instant.ofEpochSecond(Long.parseLong(times[0]))
                .plusNanos(1000L
                        * Integer.parseInt(fact(facts, "received_time_usec").substring(1)));
        var state = new State(
                Optional.ofNullable(facts.get("frozen")).map(Long::parseLong).map(Instant::ofEpochSecond),
                Integer.parseInt(times[1]),
                done);
        return new SpooledMessage(id, new Origin(received, arrival(facts)), envelope, state, fields());
    }

    private Set<String> readDone(String first) {
        var done = new LinkedHashSet<String>();
        if (first.equals(NOBODY_DONE)) {
            return done;
        }
        var line = first;
        while (line.startsWith("NY ")) {
            done.add(line.substring(3));
            line = line();
        }
        require(line.startsWith("NN "), "a broken tree of those who are done");
        done.add(line.substring(3));
        return done;
    }

    private List<ForwardPath> recipients(int count) {
        var recipients = new ArrayList<ForwardPath>();
        for (int i = 0; i < count; i++) {
            recipients.add(recipient(line()));
        }
        return recipients;
    }

    private List<HeaderField> fields() {
        var fields = new ArrayList<HeaderField>();
        while (at < text.length()) {
            int digits = at;
            while (Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            int length = Integer.parseInt(text.substring(at, digits));
            int start = digits + 2; // kind and blank
            fields.add(new HeaderField(text.charAt(digits), text.substring(start, start + length)));
            at = start + length;
        }
        return fields;
    }

    private String line() {
        int end = text.indexOf('\n', at);
        require(end >= 0, "it ends too early");
        var line = text.substring(at, end);
        at = end + 1;
        return line;
    }

    private static ReversePath sender(String line) {
        require(line.startsWith("<") && line.endsWith(">"), "the sender is not in angle brackets");
        var address = line.substring(1, line.length() - 1);
        return address.isEmpty() ? new ReversePath.Nobody() : Mailbox.parse(address);
    }

    static ForwardPath recipient(String text) {
        return text.equals("postmaster") ? new ForwardPath.Postmaster() : Mailbox.parse(text);
    }

    private static Optional<Arrival> arrival(Map<String, String> facts) {
        if (facts.containsKey("local")) {
            return Optional.empty();
        }
        var address = fact(facts, "host_address");
        int colon = address.lastIndexOf("]:");
        require(address.startsWith("[") && colon > 0, "-host_address is not [address]:port");
        var peer = new Peer(address.substring(1, colon), Integer.parseInt(address.substring(colon + 2)));
        var greeting = Optional.ofNullable(facts.get("helo_name"))
                .map(name -> new Greeting(Greeting.Kind.valueOf(fact(facts, "helo_kind")), name));
        var protection = Optional.ofNullable(facts.get("tls_cipher"))
                .map(cipher -> protection(cipher, Optional.ofNullable(facts.get("tls_sni"))));
        return Optional.of(new Arrival(peer, greeting, protection));
    }

    private static Protection protection(String cipher, Optional<String> serverName) {
        int first = cipher.indexOf(':');
        int last = cipher.lastIndexOf(':');
        require(first > 0 && last > first, "-tls_cipher is not version:name:bits");
        return new Protection(
                cipher.substring(0, first),
                cipher.substring(first + 1, last),
                Integer.parseInt(cipher.substring(last + 1)),
                serverName);
    }

    private static String fact(Map<String, String> facts, String name) {
        var value = facts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no line -" + name);
        }
        return value;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
