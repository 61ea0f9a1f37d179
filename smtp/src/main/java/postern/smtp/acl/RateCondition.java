package postern.smtp.acl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postern.smtp.config.OptionType;
import postern.smtp.expand.Value;

/// `ratelimit = limit / period / options / key`: the last part may be a key of one's own; without it the client's
/// address is the key.
final class RateCondition {
    private final Scope scope;

    RateCondition(Scope scope) {
        this.scope = scope;
    }

    Finding about(String argument) {
        var parts = new ArrayList<>(List.of(argument.strip().split("\\s*/\\s*")));
        try {
            double limit = limit(parts.removeFirst());
            var period = OptionType.time(parts.isEmpty() ? "" : parts.removeFirst());
            return measure(limit, period, parts);
        } catch (IllegalArgumentException e) {
            return Finding.error("error in arguments to \"ratelimit\" condition: " + e.getMessage());
        }
    }

    private static double limit(String text) {
        int unit = text.isEmpty() ? -1 : "KMG".indexOf(text.charAt(text.length() - 1));
        double number = Double.parseDouble(unit < 0 ? text : text.substring(0, text.length() - 1));
        return unit < 0 ? number : number * Math.pow(1024, unit + 1);
    }

    private Finding measure(double limit, Duration period, List<String> options) {
        var per = usualOccasion();
        var update = RateLimits.Update.LEAKY;
        double count = 1;
        var key = scope.text("sender_host_address");
        for (var option : options) {
            var word = option.toLowerCase(Locale.ROOT);
            switch (word) {
                case "strict" -> update = RateLimits.Update.STRICT;
                case "leaky" -> update = RateLimits.Update.LEAKY;
                case "readonly", "noupdate" -> update = RateLimits.Update.READ_ONLY;
                case "per_conn", "per_mail", "per_rcpt", "per_cmd", "per_byte" -> per = word;
                default -> {
                    if (word.startsWith("count=")) {
                        count = Double.parseDouble(word.substring("count=".length()));
                    } else if (word.startsWith("per_") || word.startsWith("unique=")) {
                        throw new IllegalArgumentException(option + " is not supported by Postern");
                    } else {
                        key = option;
                    }
                }
            }
        }
        if (per.equals("per_byte")) {
            count = Math.max(0, number(scope.text("message_size")));
        }
        var name = limit + "/" + OptionType.printTime(period) + "/" + per + "/" + key;
        var question = new RateLimits.Question(name, count, limit, period);
        double rate = scope.situation().rateLimits().measure(question, update);
        var words = String.format(Locale.ROOT, "%.1f", rate);
        scope.trace("ratelimit computed rate " + words);
        var variables = scope.situation().variables();
        variables.set("sender_rate", Value.trusted(words));
        variables.set("sender_rate_limit", Value.trusted(String.format(Locale.ROOT, "%.1f", limit)));
        variables.set("sender_rate_period", Value.trusted(OptionType.printTime(period)));
        return Finding.of(limit <= 0 ? rate > 0 : rate >= limit);
    }

    private static double number(String text) {
        return text.matches("\\d+") ? Double.parseDouble(text) : 0;
    }

    /// What is counted unless an option says so.
    private String usualOccasion() {
        return switch (scope.situation().hook()) {
            case CONNECT, HELO, STARTTLS, AUTH, QUIT, NOTQUIT, VRFY -> "per_conn";
            case MAIL, RCPT, PREDATA, DATA -> "per_mail";
        };
    }
}
