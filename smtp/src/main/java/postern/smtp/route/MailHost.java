package postern.smtp.route;

/// A host to deliver to.
///
/// @param name as configured or as the DNS names it
/// @param address its IP address in text form, without brackets
public record MailHost(String name, String address, int port) {
    /// SMTP's own (RFC 5321 §4.5.4.2).
    public static final int SMTP_PORT = 25;

    /// What tells it from others when deliveries to one host are counted: its address and port.
    public String gateKey() {
        return "[" + address + "]:" + port;
    }

    /// `name [address]`, and the port if it is not the usual one: as in Exim's log.
    @Override
    public String toString() {
        return name + " [" + address + "]" + (port == SMTP_PORT ? "" : ":" + port);
    }
}
