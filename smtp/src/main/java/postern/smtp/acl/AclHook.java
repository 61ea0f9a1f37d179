package postern.smtp.acl;

import java.util.Arrays;
import java.util.Optional;

/// The moments of an SMTP session at which an access control list is asked.
public enum AclHook {
    /// A client has connected.
    CONNECT("acl_smtp_connect", "connection"),
    /// HELO or EHLO.
    HELO("acl_smtp_helo", "EHLO or HELO"),
    /// STARTTLS.
    STARTTLS("acl_smtp_starttls", "STARTTLS"),
    /// AUTH.
    AUTH("acl_smtp_auth", "AUTH"),
    /// MAIL.
    MAIL("acl_smtp_mail", "MAIL"),
    /// RCPT.
    RCPT("acl_smtp_rcpt", "RCPT"),
    /// DATA or the first BDAT, before the text comes.
    PREDATA("acl_smtp_predata", "DATA"),
    /// The text has come.
    DATA("acl_smtp_data", "after DATA"),
    /// VRFY.
    VRFY("acl_smtp_vrfy", "VRFY"),
    /// QUIT.
    QUIT("acl_smtp_quit", "QUIT"),
    /// The connection ends without QUIT.
    NOTQUIT("acl_smtp_notquit", "NOTQUIT");

    private final String option;
    private final String words;

    AclHook(String option, String words) {
        this.option = option;
        this.words = words;
    }

    /// The option that names the list.
    public String option() {
        return option;
    }

    /// What it is called in log lines: `rejected RCPT <…>`.
    public String words() {
        return words;
    }

    /// The hook of an option.
    public static Optional<AclHook> of(String option) {
        return Arrays.stream(values())
                .filter(hook -> hook.option.equals(option))
                .findFirst();
    }
}
