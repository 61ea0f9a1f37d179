package postern.smtp.expand;

/// Which kind of IP address a text is, for `isip`, `isip4` and `isip6`.
enum IpText {
    NONE,
    V4,
    V6;

    static IpText read(String text) {
        return IpAddress.parse(text).map(address -> address.isIpv4() ? V4 : V6).orElse(NONE);
    }
}
