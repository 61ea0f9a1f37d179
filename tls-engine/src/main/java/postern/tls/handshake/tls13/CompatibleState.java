package postern.tls.handshake.tls13;

import postern.tls.handshake.State;
import postern.tls.handshake.Step;

/// A state between the first ClientHello and the last Finished, where the peer may send a ChangeCipherSpec for the
/// sake of middleboxes: it says nothing and is dropped (RFC 9846 §5, §E.4).
public interface CompatibleState extends State {
    @Override
    default Step changeCipherSpec() {
        return Step.to(this);
    }
}
