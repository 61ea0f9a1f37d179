package postern.smtp.log;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What `log_selector` switches on and off. The names and what is on at first are Exim's; those that can never be
/// seen here, because nothing happens that they would tell of, are taken all the same.
public enum LogSelector {
    /// `8bitmime`.
    EIGHT_BIT_MIME("8bitmime", Initially.OFF),
    ACL_WARN_SKIPPED("acl_warn_skipped", Initially.ON),
    ADDRESS_REWRITE("address_rewrite", Initially.OFF),
    ALL_PARENTS("all_parents", Initially.OFF),
    ARGUMENTS("arguments", Initially.OFF),
    CONNECTION_REJECT("connection_reject", Initially.ON),
    DELAY_DELIVERY("delay_delivery", Initially.ON),
    DELIVER_TIME("deliver_time", Initially.OFF),
    DELIVERY_SIZE("delivery_size", Initially.OFF),
    DKIM("dkim", Initially.ON),
    DKIM_VERBOSE("dkim_verbose", Initially.OFF),
    DNSLIST_DEFER("dnslist_defer", Initially.ON),
    DNSSEC("dnssec", Initially.OFF),
    ETRN("etrn", Initially.ON),
    HOST_LOOKUP_FAILED("host_lookup_failed", Initially.ON),
    IDENT_TIMEOUT("ident_timeout", Initially.OFF),
    /// `I=[address]:port`, where the connection arrived.
    INCOMING_INTERFACE("incoming_interface", Initially.OFF),
    /// `:port` behind the client's address.
    INCOMING_PORT("incoming_port", Initially.OFF),
    LOST_INCOMING_CONNECTION("lost_incoming_connection", Initially.ON),
    /// Milliseconds behind the seconds.
    MILLISEC("millisec", Initially.OFF),
    /// `id=`.
    MSG_ID("msg_id", Initially.ON),
    MSG_ID_CREATED("msg_id_created", Initially.OFF),
    OUTGOING_INTERFACE("outgoing_interface", Initially.OFF),
    OUTGOING_PORT("outgoing_port", Initially.OFF),
    /// `[pid]` behind the time.
    PID("pid", Initially.OFF),
    PIPELINING("pipelining", Initially.OFF),
    PROTOCOL_DETAIL("protocol_detail", Initially.OFF),
    PROXY("proxy", Initially.OFF),
    QUEUE_RUN("queue_run", Initially.ON),
    QUEUE_TIME("queue_time", Initially.OFF),
    QUEUE_TIME_EXCLUSIVE("queue_time_exclusive", Initially.OFF),
    QUEUE_TIME_OVERALL("queue_time_overall", Initially.OFF),
    RECEIVE_TIME("receive_time", Initially.OFF),
    /// `for` and the recipients.
    RECEIVED_RECIPIENTS("received_recipients", Initially.OFF),
    /// `from` and the sender.
    RECEIVED_SENDER("received_sender", Initially.OFF),
    REJECTED_HEADER("rejected_header", Initially.ON),
    RETRY_DEFER("retry_defer", Initially.ON),
    RETURN_PATH_ON_DELIVERY("return_path_on_delivery", Initially.OFF),
    SENDER_ON_DELIVERY("sender_on_delivery", Initially.OFF),
    SENDER_VERIFY_FAIL("sender_verify_fail", Initially.ON),
    SIZE_REJECT("size_reject", Initially.ON),
    SKIP_DELIVERY("skip_delivery", Initially.ON),
    SMTP_CONFIRMATION("smtp_confirmation", Initially.ON),
    /// A line for each connection that comes, and for each that goes.
    SMTP_CONNECTION("smtp_connection", Initially.OFF),
    SMTP_INCOMPLETE_TRANSACTION("smtp_incomplete_transaction", Initially.OFF),
    SMTP_MAILAUTH("smtp_mailauth", Initially.OFF),
    /// A line for a connection that brought no message.
    SMTP_NO_MAIL("smtp_no_mail", Initially.OFF),
    SMTP_PROTOCOL_ERROR("smtp_protocol_error", Initially.OFF),
    SMTP_SYNTAX_ERROR("smtp_syntax_error", Initially.OFF),
    /// `T="subject"`.
    SUBJECT("subject", Initially.OFF),
    /// `CV=yes` or `CV=no`.
    TLS_CERTIFICATE_VERIFIED("tls_certificate_verified", Initially.ON),
    /// `X=version:cipher:bits`.
    TLS_CIPHER("tls_cipher", Initially.ON),
    /// `P=essmtps` for TLS on connect.
    TLS_ON_CONNECT("tls_on_connect", Initially.OFF),
    /// `DN="…"`.
    TLS_PEERDN("tls_peerdn", Initially.OFF),
    /// `*` behind `X=…` of a resumed session.
    TLS_RESUMPTION("tls_resumption", Initially.OFF),
    /// `SNI=…`.
    TLS_SNI("tls_sni", Initially.OFF),
    UNKNOWN_IN_LIST("unknown_in_list", Initially.OFF);

    private final String word;
    private final Initially initially;

    LogSelector(String word, Initially initially) {
        this.word = word;
        this.initially = initially;
    }

    private enum Initially {
        ON,
        OFF
    }

    /// Exim's name for it.
    public String word() {
        return word;
    }

    /// What is on if nobody says otherwise.
    public static Set<LogSelector> usual() {
        var usual = EnumSet.noneOf(LogSelector.class);
        Arrays.stream(values()).filter(s -> s.initially == Initially.ON).forEach(usual::add);
        return usual;
    }

    /// Reads `+subject -tls_cipher`, `+all`, from left to right.
    ///
    /// @throws IllegalArgumentException for a name that is not known
    public static Set<LogSelector> parse(String text) {
        var selected = EnumSet.copyOf(usual());
        for (var item : text.strip().split("\\s+")) {
            if (!item.isEmpty()) {
                apply(item, selected);
            }
        }
        return selected;
    }

    private static void apply(String item, Set<LogSelector> selected) {
        boolean on = item.startsWith("+");
        var name = item.substring(1).toLowerCase(Locale.ROOT);
        var named = name.equals("all")
                ? EnumSet.allOf(LogSelector.class)
                : of(name).map(EnumSet::of).orElse(null);
        if (named == null || !(on || item.startsWith("-"))) {
            throw new IllegalArgumentException("unknown log_selector setting: " + item);
        }
        if (on) {
            selected.addAll(named);
        } else {
            selected.removeAll(named);
        }
    }

    private static Optional<LogSelector> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
