package postern.smtp.outbound;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import postern.smtp.route.MailHost;
import postern.smtp.route.UndecidedException;
import postern.smtp.transport.FailureKind;
import postern.smtp.transport.Fate;
import postern.smtp.transport.Parcel;
import postern.smtp.transport.SmtpTransport;
import postern.smtp.transport.Transport;

/// An smtp transport with `hosts` of its own, for routers that name none, and its `port`, for hosts without one.
///
/// @param own looked up for each delivery, since names move
record HostsOfTransport(SmtpTransport transport, Supplier<List<MailHost>> own, ToIntFunction<MailHost> port)
        implements Transport, AutoCloseable {
    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public List<Fate> deliver(Parcel parcel, List<MailHost> hosts, Insistence insistence) {
        try {
            var chosen = hosts.isEmpty() ? own.get() : hosts;
            return transport.deliver(parcel, chosen.stream().map(this::withPort).toList(), insistence);
        } catch (UndecidedException e) {
            var ending = new Fate.Ending.Deferred(FailureKind.OTHER, -1, String.valueOf(e.getMessage()));
            return Fate.ofAll(parcel.recipients(), ending);
        }
    }

    private MailHost withPort(MailHost host) {
        return host.port() == MailHost.SMTP_PORT
                ? new MailHost(host.name(), host.address(), port.applyAsInt(host))
                : host;
    }

    /// Takes leave of the servers whose connections are kept.
    @Override
    public void close() {
        transport.close();
    }
}
