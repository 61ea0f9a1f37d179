package postern.tls.handshake.tls12.server;

import postern.tls.schedule.KeyBlock;
import postern.tls.schedule.MasterSecret;

/// A handshake whose keys are agreed, and not yet used.
record Keyed(Handshake handshake, MasterSecret master, KeyBlock keys) {
    /// Wipes the secrets.
    void wipe() {
        master.close();
        keys.client().close();
        keys.server().close();
    }
}
