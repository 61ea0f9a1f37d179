package postern.tls.handshake.tls12.client;

import java.util.Optional;
import postern.tls.handshake.tls12.OurFinished;
import postern.tls.message.NewSessionTicket12;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.RecordKeys;

/// A handshake whose keys are agreed, and which only the server's Finished can complete.
///
/// @param server what protects what the server sends from its ChangeCipherSpec on
/// @param ours our own Finished
/// @param ticket that the server has given us, if it has
record Keyed(
        Handshake handshake,
        MasterSecret master,
        RecordKeys server,
        OurFinished ours,
        Optional<NewSessionTicket12> ticket) {
    /// Without a ticket so far.
    Keyed(Handshake handshake, MasterSecret master, RecordKeys server, OurFinished ours) {
        this(handshake, master, server, ours, Optional.empty());
    }

    Keyed with(NewSessionTicket12 given) {
        return new Keyed(handshake, master, server, ours, Optional.of(given));
    }

    /// Wipes the secrets.
    void wipe() {
        master.close();
        server.close();
        if (ours instanceof OurFinished.Due(var writing)) {
            writing.close();
        }
    }
}
