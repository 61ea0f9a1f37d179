package postern.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Established;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;

/// An end that knows all the right keys and says something else: every flight of a proper state passes through
/// somebody who may change, drop, repeat or reorder its messages before they are encrypted.
final class RogueState implements State {
    private final State proper;
    private final UnaryOperator<List<Effect>> change;

    private RogueState(State proper, UnaryOperator<List<Effect>> change) {
        this.proper = proper;
        this.change = change;
    }

    /// The step, with its effects changed, and all that follow it.
    static Step from(Step step, UnaryOperator<List<Effect>> change) {
        var next = step.next() instanceof Established established ? established : new RogueState(step.next(), change);
        return new Step(next, change.apply(new ArrayList<>(step.effects())));
    }

    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        return from(proper.receive(message, encoding), change);
    }

    @Override
    public Step changeCipherSpec() {
        return from(proper.changeCipherSpec(), change);
    }

    @Override
    public void wipe() {
        proper.wipe();
    }

    @Override
    public String name() {
        return proper.name();
    }
}
