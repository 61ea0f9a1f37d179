package postern.smtp.daemon;

import postern.smtp.log.LogFields;
import postern.smtp.log.LogSelector;
import postern.smtp.log.MainLog;
import postern.smtp.message.Arrival;
import postern.smtp.message.Peer;

/// The lines about connections as such, if `smtp_connection` asks for them.
record ConnectionLog(MainLog log, boolean wanted) {
    void began(Peer peer) {
        if (isOn()) {
            log.note("SMTP connection from [" + peer.address() + "]:" + peer.port());
        }
    }

    void ended(Arrival arrival, String how) {
        if (isOn()) {
            log.note("SMTP connection from " + LogFields.host(arrival, log.style()) + " " + how);
        }
    }

    private boolean isOn() {
        return wanted && log.style().shows(LogSelector.SMTP_CONNECTION);
    }
}
