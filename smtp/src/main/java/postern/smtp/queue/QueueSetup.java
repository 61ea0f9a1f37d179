package postern.smtp.queue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.route.RouteChain;
import postern.smtp.spool.Spool;
import postern.smtp.transport.HostGate;
import postern.smtp.transport.Transport;

/// What a queue is made of.
public record QueueSetup(Spool spool, Ways ways, QueuePolicy policy, Services services) {
    /// Where messages go.
    ///
    /// @param transports by their names
    /// @param gate how many deliveries to one host may be under way; the transports' own
    public record Ways(RouteChain routes, Map<String, Transport> transports, HostGate gate) {
        /// Copies the map.
        public Ways {
            transports = Map.copyOf(transports);
        }
    }

    /// What all deliveries use.
    ///
    /// @param retryFile where the retry database is kept, if it is
    public record Services(MainLog log, Clock clock, MessageIds ids, RetryDatabase retry, Optional<Path> retryFile) {}
}
