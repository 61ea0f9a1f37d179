package postern.tls.handshake.tls12;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.schedule.MasterExporter;
import postern.tls.schedule.MasterSecret;

/// What both ends do when both Finished messages have been right.
public final class Conclusion {
    private Conclusion() {}

    /// The keys for protocols above, of a copy of the master secret.
    public static Optional<MasterExporter> exporter(Agreed agreed, MasterSecret master) {
        return isBound(agreed) ? Optional.of(master.exporter(agreed.randoms())) : Optional.empty();
    }

    /// What becomes part of the session. `tls-unique` names a connection only if its master secret is its own
    /// (RFC 7627 §5.4).
    public static List<Effect> learned(Agreed agreed, Ending ending) {
        var effects = new ArrayList<Effect>();
        if (isBound(agreed)) {
            effects.add(new Learn(new Fact.Unique(ending.unique())));
        }
        return effects;
    }

    /// Whether the master secret is bound to this handshake, or to the one in which it was agreed.
    public static boolean isBound(Agreed agreed) {
        return agreed.binding() == Agreed.Binding.HANDSHAKE;
    }
}
