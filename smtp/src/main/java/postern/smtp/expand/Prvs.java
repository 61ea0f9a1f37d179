package postern.smtp.expand;

import java.time.Duration;
import java.util.List;
import postern.crypto.hash.HashAlgorithm;

/// Signed sender addresses (BATV, draft-levine-smtp-batv §3): `prvs=KDDDHHHHHH=local@domain`, where K is a
/// digit for the key, DDD the last day of validity and H the front of an HMAC.
final class Prvs {
    private static final int DAYS_OF_VALIDITY = 7;
    private static final int MAC_OCTETS = 3;

    private Prvs() {}

    /// `${prvs{address}{secret}{key number}}`
    static Value sign(Evaluation evaluation, List<Value> arguments) {
        var address = MailAddress.parse(arguments.getFirst().text())
                .filter(a -> !a.domain().isEmpty())
                .orElseThrow(() -> ExpansionStop.failed("prvs first argument must be a qualified email address"));
        var key = arguments.size() > 2 && !arguments.get(2).isEmpty()
                ? arguments.get(2).text()
                : "0";
        if (key.length() != 1 || !AsciiText.isDigit(key.charAt(0))) {
            throw ExpansionStop.failed("prvs third argument must be a single digit");
        }
        long days =
                evaluation.environment().clock().millis() / Duration.ofDays(1).toMillis();
        var day = "%03d".formatted((days + DAYS_OF_VALIDITY) % 1000);
        var mac = TextItems.mac(HashAlgorithm.SHA1, arguments.get(1).text(), key + day + address);
        var hash = Hex.small(mac).substring(0, 2 * MAC_OCTETS);
        return arguments.getFirst().derive("prvs=" + key + day + hash + "=" + address);
    }
}
