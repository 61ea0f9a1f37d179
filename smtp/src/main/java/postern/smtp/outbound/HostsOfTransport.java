package postern.smtp.outbound;

import java.util.List;
import postern.smtp.route.MailHost;
import postern.smtp.transport.Fate;
import postern.smtp.transport.Parcel;
import postern.smtp.transport.SmtpTransport;
import postern.smtp.transport.Transport;

/// An smtp transport with `hosts` of its own, for routers that name none, and its `port`, for hosts without one.
record HostsOfTransport(SmtpTransport transport, List<MailHost> own, int port) implements Transport, AutoCloseable {
    HostsOfTransport {
        own = List.copyOf(own);
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public List<Fate> deliver(Parcel parcel, List<MailHost> hosts, Insistence insistence) {
        var chosen = hosts.isEmpty() ? own : hosts;
        return transport.deliver(parcel, chosen.stream().map(this::withPort).toList(), insistence);
    }

    private MailHost withPort(MailHost host) {
        return host.port() == MailHost.SMTP_PORT ? new MailHost(host.name(), host.address(), port) : host;
    }

    /// Takes leave of the servers whose connections are kept.
    @Override
    public void close() {
        transport.close();
    }
}
