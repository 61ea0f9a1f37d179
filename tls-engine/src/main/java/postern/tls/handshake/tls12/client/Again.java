package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientFeatures;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Preferences;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Connected;
import postern.tls.handshake.tls12.Renegotiation;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.RenegotiationInfo;
import postern.tls.param.ProtocolVersion;

/// How a client begins another handshake inside a connection (RFC 5746 §3.5): in the same version, with the same
/// server.
///
/// @param certificates that the server has shown; another server may not take over a connection (RFC 7627 §7.1)
/// @param count of the handshakes that have followed the first
public record Again(ClientSettings settings, ProtocolVersion version, List<Bytes> certificates, int count)
        implements Renegotiation {
    /// Keeps its own copy of the list.
    public Again {
        certificates = List.copyOf(certificates);
    }

    @Override
    public Optional<Step> asked(Connected connection, HandshakeMessage message, Bytes encoding) {
        if (count >= MAX_RENEGOTIATIONS) {
            throw new TlsException(Violation.TOO_MANY_RENEGOTIATIONS, "more than " + MAX_RENEGOTIATIONS);
        }
        return Optional.of(ask(connection));
    }

    @Override
    public Step ask(Connected connection) {
        if (count >= MAX_RENEGOTIATIONS) {
            throw new IllegalStateException("this connection was renegotiated " + count + " times; open another one");
        }
        var restricted = restricted();
        var offer = naming(Offer.first(restricted), connection.ending().clientData());
        return Step.to(
                new WaitServerHello(restricted, offer, this, connection), new Send(offer.hello(), offer.encoding()));
    }

    /// One version, and a full handshake.
    private ClientSettings restricted() {
        var all = settings.preferences();
        var preferences = new Preferences(
                List.of(version),
                all.suites(),
                all.groups(),
                all.schemes(),
                all.signing(),
                all.dhGroup(),
                all.terms(),
                all.recordSizeLimit());
        var features = settings.features().with(ClientFeatures.Resumption.UNWANTED);
        return new ClientSettings(preferences, settings.target(), settings.surroundings(), features);
    }

    private static Offer naming(Offer first, Bytes clientData) {
        var list = new ArrayList<Extension>(first.hello().extensions().list());
        list.replaceAll(each -> each instanceof RenegotiationInfo ? new RenegotiationInfo(clientData) : each);
        return first.with(first.hello().withExtensions(Extensions.of(list)));
    }

    /// The server has shown these.
    ///
    /// @throws TlsException if it is another one
    void requireSame(List<Bytes> shown) {
        if (!shown.equals(certificates)) {
            throw new TlsException(Violation.RENEGOTIATION_OTHER_PEER);
        }
    }
}
