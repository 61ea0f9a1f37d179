package postern.tls.handshake.tls13.client;

import java.util.ArrayList;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.EndEarlyData;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Fact;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.client.Handshake.EarlyData;
import postern.tls.handshake.tls13.client.Handshake.Later;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.Transcript;
import postern.tls.session.EarlyDataOutcome;

/// WAIT_EE (RFC 9846 §A.1): from here on what the server sends is protected.
///
/// @param transcript up to the ServerHello
public record WaitEncryptedExtensions(Handshake handshake, Transcript transcript) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof EncryptedExtensions answer)) {
            throw unexpected(message);
        }
        handshake.offer().requireSolicited(answer.extensions());
        var protocol = handshake.offer().chosenProtocol(answer.extensions());
        var effects = new ArrayList<Effect>();
        RecordLimits.learned(answer.extensions(), handshake.settings().preferences(), ProtocolVersion.TLS13)
                .ifPresent(effects::add);
        protocol.map(name -> new Learn(new Fact.ApplicationProtocol(name))).ifPresent(effects::add);
        boolean taken = answer.extensions().has(ExtensionType.EARLY_DATA);
        if (taken) {
            requireSameAsBefore(protocol);
            effects.add(new Learn(new Fact.EarlyData(EarlyDataOutcome.ACCEPTED)));
        } else if (handshake.earlyDataIsUnderWay()) {
            effects.add(new EndEarlyData());
            effects.add(new WriteWith(handshake.keys().client().recordKeys()));
            effects.add(new Learn(new Fact.EarlyData(EarlyDataOutcome.PEER_DECLINED)));
        }
        var later = new Later(protocol, taken ? EarlyData.UNDER_WAY : EarlyData.NONE);
        return new Step(next(handshake.with(later), transcript.with(encoding)), effects);
    }

    /// Early data is taken only with the key that it was sent under, and with everything else as it was then
    /// (RFC 9846 §4.3.10).
    private void requireSameAsBefore(Optional<String> protocol) {
        if (!handshake.earlyDataIsUnderWay()) {
            throw new TlsException(Violation.EXTENSION_UNSOLICITED, "early_data, but the session is not resumed");
        }
        var session = handshake.accepted().orElseThrow().ticket().session();
        if (session.suite() != handshake.keys().client().suite()) {
            throw new TlsException(Violation.EARLY_DATA_CHANGED, "the cipher suite");
        }
        if (!session.early().protocol().equals(protocol)) {
            throw new TlsException(Violation.EARLY_DATA_CHANGED, "the application protocol");
        }
    }

    /// Who goes on from an earlier connection shows no certificate (RFC 9846 §4.4.2).
    private static State next(Handshake known, Transcript throughExtensions) {
        return known.accepted().isPresent()
                ? new WaitFinished(known, throughExtensions, Optional.empty())
                : new WaitCertificateOrRequest(known, throughExtensions);
    }

    @Override
    public void wipe() {
        handshake.keys().wipe();
    }
}
