package postern.smtp.session;

/// How much a client may ask for.
///
/// @param messageSize the largest message, in octets on the wire, which EHLO announces (RFC 1870 §3)
/// @param recipients of one message; not less than 100 (RFC 5321 §4.5.3.1.8)
/// @param commands of one connection
public record SessionLimits(long messageSize, int recipients, CommandLimits commands) {
    /// A message fills the disk: 100 MiB, which holds attachments of 70 MiB in base64.
    /// A recipient costs memory until the message is there: 1000.
    public static final SessionLimits STANDARD = new SessionLimits(100L << 20, 1000, CommandLimits.STANDARD);

    /// These limits with another message size.
    public SessionLimits withMessageSize(long octets) {
        return new SessionLimits(octets, recipients, commands);
    }
}
