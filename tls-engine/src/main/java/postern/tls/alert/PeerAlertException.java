package postern.tls.alert;

import java.util.Optional;

/// The peer sent an alert that ends the connection. Nothing may be sent in answer (RFC 9846 §6.2).
public final class PeerAlertException extends TlsException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /// @param code the alert's octet, known to us or not
    public PeerAlertException(int code) {
        super(
                Violation.PEER_ALERT,
                AlertDescription.ofCode(code)
                        .map(AlertDescription::toString)
                        .orElse("alert code " + code + ", which is in no registry known here"));
        this.code = code;
    }

    /// The alert's octet.
    public int code() {
        return code;
    }

    /// The alert's name, if it has one.
    public Optional<AlertDescription> description() {
        return AlertDescription.ofCode(code);
    }
}
