package postern.smtp.transport;

/// How a client behaves on a connection, whatever it delivers there.
///
/// @param heloName what it calls itself
/// @param language what it speaks
/// @param tls how much TLS there must be
/// @param afterTempfail what a 4yz reply to STARTTLS, or a failed handshake, means where TLS is not required
public record ClientRules(String heloName, Language language, TlsUse tls, AfterTempfail afterTempfail) {
    /// SMTP, with as much TLS as that.
    public static ClientRules smtp(String heloName, TlsUse tls) {
        return new ClientRules(heloName, Language.SMTP, tls, AfterTempfail.CLEAR);
    }

    /// These with another use of TLS.
    public ClientRules with(TlsUse other) {
        return new ClientRules(heloName, language, other, afterTempfail);
    }

    /// What is spoken.
    public enum Language {
        /// RFC 5321.
        SMTP("EHLO"),
        /// RFC 2033: a reply for each recipient after the text.
        LMTP("LHLO");

        private final String hello;

        Language(String hello) {
            this.hello = hello;
        }

        String hello() {
            return hello;
        }
    }

    /// `tls_tempfail_tryclear`.
    public enum AfterTempfail {
        /// In clear: at once after a reply, on a new connection after a handshake.
        CLEAR,
        /// Not to this host now.
        DEFER
    }
}
