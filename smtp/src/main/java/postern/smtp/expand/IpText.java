package postern.smtp.expand;

/// Which kind of IP address a text is, for `isip`, `isip4` and `isip6`. A prefix length may follow.
enum IpText {
    NONE,
    V4,
    V6;

    static IpText read(String text) {
        int slash = text.indexOf('/');
        var digits = slash < 0 ? "0" : text.substring(slash + 1);
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> AsciiText.isDigit((char) c));
        var address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()
                || !number
                || CutOperators.saturated(digits) > address.get().bits()) {
            return NONE;
        }
        return address.get().isIpv4() ? V4 : V6;
    }
}
