package postern.smtp.expand;

import java.util.Map;

/// Operators on mail addresses. A text that is none gives nothing.
final class AddressOperators {
    static final Map<String, Operator> ALL = Map.of(
            "address",
                    Operator.of(text ->
                            MailAddress.parse(text).map(MailAddress::toString).orElse("")),
            "addresses", AddressOperators::addresses,
            "domain",
                    Operator.of(text ->
                            MailAddress.parse(text).map(MailAddress::domain).orElse("")),
            "local_part",
                    Operator.of(text ->
                            MailAddress.parse(text).map(MailAddress::localPart).orElse("")));

    private AddressOperators() {}

    /// `${addresses:To, Cc}` is a list of the bare addresses; `${addresses:>;To}` with another separator.
    private static Value addresses(Evaluation evaluation, OperatorCall call, Value subject) {
        var text = AsciiText.trim(subject.text());
        char separator = SeparatedList.COLON;
        if (text.startsWith(">")) {
            if (text.length() == 1) {
                throw ExpansionStop.failed("output separator missing in expanding ${addresses:" + text + "}");
            }
            separator = text.charAt(1);
            text = text.substring(2);
        }
        var out = new StringBuilder();
        for (var address : MailAddress.all(text)) {
            out.append(out.isEmpty() ? "" : String.valueOf(separator))
                    .append(SeparatedList.quote(address.toString(), separator));
        }
        return subject.derive(out.toString());
    }
}
