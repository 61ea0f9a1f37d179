package postern.smtp.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postern.smtp.acl.AclHook;
import postern.smtp.acl.AclTrace;
import postern.smtp.acl.AclVariables;
import postern.smtp.acl.RateLimits;
import postern.smtp.acl.Situation;
import postern.smtp.expand.Environment;
import postern.smtp.log.LogFields;
import postern.smtp.log.LogTarget;

/// What access control lists may bring about in a session.
///
/// Belongs to one connection; confined to its thread.
final class SessionSituation implements Situation {
    /// Controls that ask for what is so anyway.
    private static final Set<String> HARMLESS = Set.of(
            "dkim_disable_verify",
            "dmarc_disable_verify",
            "dmarc_enable_forensic",
            "enforce_sync",
            "no_callout_flush",
            "no_delay_flush",
            "no_mbox_unspool",
            "suppress_local_fixups");

    private final Surroundings surroundings;
    private final SessionVariables session;
    private final Environment environment;
    private final AclVariables variables = new AclVariables();
    private final AclTrace trace;
    private final Delivery delivery;
    private final List<String> headers = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();
    private AclHook hook = AclHook.CONNECT;
    private Set<LogTarget> rejections = EnumSet.of(LogTarget.MAIN, LogTarget.REJECT);

    SessionSituation(Surroundings surroundings, SessionVariables session, Daemon.Watching watching) {
        this.surroundings = surroundings;
        this.session = session;
        this.trace = watching.trace();
        this.delivery = watching.delivery();
        this.environment = surroundings
                .ofConnection()
                .withVariables(variables.orElse(session))
                .withAcls(new AclFunction(surroundings.acls(), this));
    }

    /// The next list is asked at this moment.
    void at(AclHook next) {
        hook = next;
        rejections = EnumSet.of(LogTarget.MAIN, LogTarget.REJECT);
    }

    /// Where a rejection is told.
    Set<LogTarget> rejections() {
        return rejections;
    }

    /// The lines that lists wanted in the header.
    List<String> headers() {
        return List.copyOf(headers);
    }

    /// The transaction is over.
    void forgetMessage() {
        headers.clear();
        variables.forgetMessage();
    }

    @Override
    public AclHook hook() {
        return hook;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public AclVariables variables() {
        return variables;
    }

    @Override
    public AclTrace trace() {
        return trace;
    }

    @Override
    public RateLimits rateLimits() {
        return surroundings.rateLimits();
    }

    @Override
    public boolean isHeloVerified() {
        var arrival = session.occasion().arrival();
        var address = arrival.peer().address();
        return arrival.greeting()
                .map(greeting -> greeting.name().toLowerCase(Locale.ROOT))
                .filter(name -> name.equals("[" + address + "]")
                        || name.equalsIgnoreCase(arrival.peer().name().orElse(""))
                        || ClientNames.leadsTo(name, address))
                .isPresent();
    }

    @Override
    public List<InetAddress> addressesOf(String name) {
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /// A warning is given once on a connection, and tells whom it is about.
    @Override
    public void log(Set<LogTarget> where, String words) {
        if (!words.startsWith("Warning: ")) {
            surroundings.log().write(where, words);
        } else if (warned.add(words)) {
            var arrival = session.occasion().arrival();
            var host = LogFields.host(arrival, surroundings.log().style());
            surroundings.log().write(where, host + " " + words);
        }
    }

    @Override
    public void delay(Duration time) {
        if (delivery == Delivery.PLAYED) {
            trace.line("delay skipped in -bh checking mode");
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closing
        }
    }

    /// A line without a name and a colon is no header line; whoever wrote it meant a warning.
    @Override
    public void addHeader(String text) {
        for (var line : text.split("\n(?![ \t])")) {
            if (!line.isBlank()) {
                boolean named = line.matches("(?s)[!-9;-~]+:.*");
                headers.add((named ? line : "X-ACL-Warn: " + line).replace("\n", "\r\n"));
            }
        }
    }

    @Override
    public void control(String what) {
        var word = what.strip().split("/", 2)[0];
        switch (word) {
            case "caseful_local_part" -> session.keepCase();
            case "caselower_local_part" -> session.lowerCase();
            default -> {
                if (!HARMLESS.contains(word)) {
                    throw new IllegalArgumentException("control = " + word + " is not supported by Postern");
                }
            }
        }
    }

    @Override
    public void rejectTo(Set<LogTarget> where) {
        rejections = where;
    }
}
