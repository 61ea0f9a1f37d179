package postern.tls.handshake.tls12.server;

import postern.tls.handshake.tls12.OurFinished;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.RecordKeys;

/// A handshake whose keys are agreed, and which only the client's Finished can complete.
///
/// @param client what protects what the client sends from its ChangeCipherSpec on
/// @param ours our own Finished
record Keyed(Handshake handshake, MasterSecret master, RecordKeys client, OurFinished ours) {
    /// Wipes the secrets.
    void wipe() {
        master.close();
        client.close();
        if (ours instanceof OurFinished.Due(var writing)) {
            writing.close();
        }
    }
}
