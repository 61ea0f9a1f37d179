package postern.smtp.cli;

import java.util.Locale;

/// What `--starttls` can name: the protocol that is spoken before TLS.
enum StartTlsProtocol {
    SMTP;

    /// The word on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
