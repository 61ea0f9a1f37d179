package postern.smtp.daemon;

import java.io.IOException;
import java.util.Optional;
import postern.crypto.random.HmacDrbg;
import postern.smtp.config.Configuration;
import postern.smtp.config.Dialect;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.message.Proofs.Check;
import postern.tls.TlsConfig;
import postern.tls.param.ClientAuthentication;
import postern.tls.session.TicketKeys;
import postern.tls.trace.TlsObserver;

/// TLS as the options of the main section say, expanded anew for each client.
///
/// Shared by all connections.
final class ServerTls {
    private final Dialect dialect;
    private final boolean bySni;
    private final TlsObserver observer;
    private final PemFiles files = new PemFiles();
    private final TicketKeys ticketKeys = TicketKeys.fresh(HmacDrbg.system());

    /// @param observer sees every handshake
    ServerTls(Configuration configuration, TlsObserver observer) {
        this.observer = observer;
        this.dialect = configuration.dialect();
        this.bySni = configuration
                .main()
                .text("tls_certificate")
                .filter(text -> text.contains("tls_in_sni") || text.contains("tls_sni"))
                .isPresent();
    }

    /// How TLS is begun with a client. Where certificates depend on the server's name, those for no name must
    /// be there already now.
    ///
    /// @throws IOException if the options do not allow it, in words for the log
    TlsUpgrade upgrade(Options options, SessionVariables variables) throws IOException {
        var first = service(options);
        if (!bySni) {
            return TlsUpgrade.server(first);
        }
        return TlsUpgrade.server(name -> {
            variables.asked(name);
            try {
                return name.isPresent() ? service(options) : first;
            } finally {
                variables.asked(Optional.empty());
            }
        });
    }

    /// Whether the options allow it.
    ///
    /// @throws IOException if they do not, in words for the log
    void check(Options options) throws IOException {
        var _ = service(options);
    }

    private TlsUpgrade.Service service(Options options) throws IOException {
        try {
            var clients = ClientCertificates.of(options, dialect);
            var builder = TlsConfig.builder().credentials(new ServerCertificates(options, dialect, files).load());
            new ServerAgreement(options, dialect).applyTo(builder);
            clients.applyTo(builder);
            builder.stapler(Staples.of(options, dialect)).observer(observer);
            if (options.matchesHost("tls_resumption_hosts")) {
                builder.ticketKeys(ticketKeys);
            }
            boolean asks = clients.demand() != ClientAuthentication.NONE;
            var words = new SessionProtection(dialect, asks ? Check.UNVERIFIED : Check.NOT_ASKED);
            return new TlsUpgrade.Service(builder.build(), words::of);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
