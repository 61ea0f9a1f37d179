package postern.smtp.acl;

import java.util.Locale;

/// `verify = …`.
final class Verification {
    private final Scope scope;

    Verification(Scope scope) {
        this.scope = scope;
    }

    /// @param argument what to verify, and how
    Finding about(String argument) {
        var what = argument.strip().split("[\\s/=]", 2)[0].toLowerCase(Locale.ROOT);
        return switch (what) {
            case "certificate" -> certificate();
            case "helo" -> scope.situation().isHeloVerified() ? Finding.TRUE : Finding.FALSE;
            case "sender" -> address(scope.text("sender_address"), "Sender");
            case "recipient" -> address(scope.text("local_part") + "@" + scope.text("domain"), "Recipient");
            default ->
                Finding.error(
                        switch (what) {
                            case "csa",
                                    "header_names_ascii",
                                    "header_sender",
                                    "header_syntax",
                                    "not_blind",
                                    "arc",
                                    "reverse_host_lookup" -> "verify = " + what + " is not supported by Postern";
                            default ->
                                "expected \"certificate\", \"helo\", \"recipient\" or \"sender\" at start of ACL"
                                        + " condition \"verify " + argument + "\"";
                        });
        };
    }

    private Finding certificate() {
        return scope.text("tls_in_certificate_verified").equals("1")
                ? Finding.TRUE
                : Finding.not("no verified certificate");
    }

    /// Without routers every address leads to the Maildir, unless it has no domain.
    private static Finding address(String address, String who) {
        boolean usable = address.isEmpty() || address.contains("@");
        return usable ? Finding.TRUE : Finding.not(who + " verify failed");
    }
}
