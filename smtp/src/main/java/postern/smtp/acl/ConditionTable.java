package postern.smtp.acl;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Every condition and modifier of access control lists, and when it can be used: what has not been said yet
/// cannot be tested.
public enum ConditionTable {
    /// `acl = name arguments`: what another list says.
    ACL(Kind.CONDITION, Allowed.ALWAYS),
    /// `authenticated = names`: whether the client has authenticated, and how.
    AUTHENTICATED(Kind.CONDITION, Allowed.AFTER_HELO),
    /// `condition = text`: whether an expansion is true.
    CONDITION(Kind.CONDITION, Allowed.ALWAYS),
    /// `dnslists = zones`: whether the client's address is in one.
    DNSLISTS(Kind.CONDITION, Allowed.ALWAYS),
    /// `domains = list` of the recipient.
    DOMAINS(Kind.CONDITION, Allowed.RECIPIENT),
    /// `encrypted = ciphers`: whether TLS runs, and with which cipher.
    ENCRYPTED(Kind.CONDITION, Allowed.AFTER_CONNECT),
    /// `hosts = list`: who the client is.
    HOSTS(Kind.CONDITION, Allowed.ALWAYS),
    /// `local_parts = list` of the recipient.
    LOCAL_PARTS(Kind.CONDITION, Allowed.RECIPIENT),
    /// `ratelimit = limit / period / options`: whether the client is too fast.
    RATELIMIT(Kind.CONDITION, Allowed.ALWAYS),
    /// `recipients = list`.
    RECIPIENTS(Kind.CONDITION, Allowed.RECIPIENT),
    /// `sender_domains = list`.
    SENDER_DOMAINS(Kind.CONDITION, Allowed.TRANSACTION),
    /// `senders = list`.
    SENDERS(Kind.CONDITION, Allowed.TRANSACTION),
    /// `verify = what`.
    VERIFY(Kind.CONDITION, Allowed.ALWAYS),

    /// `add_header = line`.
    ADD_HEADER(Kind.MODIFIER, Allowed.TRANSACTION),
    /// `continue = text`: expanded for what that brings about.
    CONTINUE(Kind.MODIFIER, Allowed.ALWAYS),
    /// `control = what`.
    CONTROL(Kind.MODIFIER, Allowed.ALWAYS),
    /// `delay = time`.
    DELAY(Kind.MODIFIER, Allowed.BEFORE_THE_END),
    /// `endpass`: what fails from here on denies.
    ENDPASS(Kind.MODIFIER, Allowed.ALWAYS),
    /// `log_message = text` for the log.
    LOG_MESSAGE(Kind.MODIFIER, Allowed.ALWAYS),
    /// `log_reject_target = logs`: where a rejection is told.
    LOG_REJECT_TARGET(Kind.MODIFIER, Allowed.ALWAYS),
    /// `logwrite = text`, at once.
    LOGWRITE(Kind.MODIFIER, Allowed.ALWAYS),
    /// `message = text` for the client.
    MESSAGE(Kind.MODIFIER, Allowed.ALWAYS),
    /// `set acl_c… = text`, `set acl_m… = text`.
    SET(Kind.MODIFIER, Allowed.ALWAYS);

    /// What Exim has besides.
    static final List<String> ONLY_IN_EXIM = List.of(
            "atrn_domains",
            "bmi_optin",
            "dcc",
            "decode",
            "demime",
            "dkim_signers",
            "dkim_status",
            "dmarc_status",
            "malware",
            "mime_regex",
            "queue",
            "regex",
            "remove_header",
            "seen",
            "spam",
            "spf",
            "spf_guess",
            "udpsend");

    private final Kind kind;
    private final Allowed allowed;

    ConditionTable(Kind kind, Allowed allowed) {
        this.kind = kind;
        this.allowed = allowed;
    }

    /// Conditions can fail; modifiers only do something.
    enum Kind {
        CONDITION,
        MODIFIER
    }

    /// When something can be used.
    private enum Allowed {
        ALWAYS(EnumSet.allOf(AclHook.class)),
        AFTER_CONNECT(EnumSet.complementOf(EnumSet.of(AclHook.CONNECT))),
        AFTER_HELO(EnumSet.complementOf(EnumSet.of(AclHook.CONNECT, AclHook.HELO))),
        BEFORE_THE_END(EnumSet.complementOf(EnumSet.of(AclHook.NOTQUIT))),
        TRANSACTION(EnumSet.of(AclHook.MAIL, AclHook.RCPT, AclHook.PREDATA, AclHook.DATA)),
        RECIPIENT(EnumSet.of(AclHook.RCPT));

        @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf
        private final Set<AclHook> hooks;

        Allowed(Set<AclHook> hooks) {
            this.hooks = Set.copyOf(hooks);
        }
    }

    /// As written in a configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
        return kind;
    }

    /// Whether it can be used at that moment.
    public boolean isAllowedAt(AclHook hook) {
        return allowed.hooks.contains(hook);
    }

    static Optional<ConditionTable> of(String word) {
        return Arrays.stream(values()).filter(row -> row.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ConditionTable::word).toList();
    }
}
