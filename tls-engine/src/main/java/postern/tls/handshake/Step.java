package postern.tls.handshake;

import java.util.ArrayList;
import java.util.List;

/// What a [State] answers to a message: the state that follows, and what has to be done on the way, in this order.
///
/// @param next the state that takes the peer's next message
/// @param effects done by the engine, first to last, before it reads on
public record Step(State next, List<Effect> effects) {
    /// Keeps its own copy of the effects.
    public Step {
        effects = List.copyOf(effects);
    }

    /// To `next`, by way of these effects.
    public static Step to(State next, Effect... effects) {
        return new Step(next, List.of(effects));
    }

    /// The same step, with this done first.
    public Step after(Effect effect) {
        var all = new ArrayList<Effect>();
        all.add(effect);
        all.addAll(effects);
        return new Step(next, all);
    }
}
