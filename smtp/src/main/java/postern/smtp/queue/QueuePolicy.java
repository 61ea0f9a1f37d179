package postern.smtp.queue;

import java.time.Duration;
import java.util.List;

/// How a queue treats its messages.
///
/// @param hostName of this host, which signs reports
/// @param qualifyDomain of addresses that have none, as `postmaster`
/// @param times for how long what is borne
/// @param parallel deliveries at the same time, in all
public record QueuePolicy(String hostName, String qualifyDomain, Times times, int parallel) {
    /// A delivery costs a connection with its buffers, some 200 KiB with TLS, and a message's header.
    private static final int PARALLEL = 100;

    /// Exim's defaults.
    public static QueuePolicy standard(String hostName) {
        return new QueuePolicy(hostName, hostName, Times.STANDARD, PARALLEL);
    }

    /// These with other times.
    public QueuePolicy with(Times other) {
        return new QueuePolicy(hostName, qualifyDomain, other, parallel);
    }

    /// These with another number of deliveries.
    public QueuePolicy withParallel(int number) {
        return new QueuePolicy(hostName, qualifyDomain, times, number);
    }

    /// How long things are borne; zero for an option that is off.
    ///
    /// @param delayWarnings `delay_warning`: at which ages of a message its sender is told that it waits; the
    ///     last step is repeated
    /// @param ignoreBounceErrorsAfter how old a frozen report becomes before it is thrown away
    /// @param timeoutFrozenAfter how long any message stays frozen before it is given back
    /// @param autoThaw after how long a frozen message is tried again
    public record Times(
            List<Duration> delayWarnings,
            Duration ignoreBounceErrorsAfter,
            Duration timeoutFrozenAfter,
            Duration autoThaw) {
        /// Exim's defaults.
        public static final Times STANDARD =
                new Times(List.of(Duration.ofHours(24)), Duration.ofDays(70), Duration.ZERO, Duration.ZERO);

        /// Copies the list.
        public Times {
            delayWarnings = List.copyOf(delayWarnings);
        }

        /// The age at which the next warning is due.
        ///
        /// @param sent how many have been
        Duration nextWarning(int sent) {
            int last = delayWarnings.size() - 1;
            if (last < 0) {
                return Duration.ofDays(Integer.MAX_VALUE);
            }
            if (sent <= last) {
                return delayWarnings.get(sent);
            }
            var step = last == 0
                    ? delayWarnings.getFirst()
                    : delayWarnings.get(last).minus(delayWarnings.get(last - 1));
            return delayWarnings.get(last).plus(step.multipliedBy(sent - last));
        }
    }
}
