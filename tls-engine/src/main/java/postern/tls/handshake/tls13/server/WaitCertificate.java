package postern.tls.handshake.tls13.server;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CertificateCompression;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.PeerCertificates;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.ClientAuthentication;
import postern.tls.schedule.Transcript;

/// WAIT_CERT (RFC 9846 §A.2): we have asked for the client's certificate; it answers, be it with none.
///
/// @param transcript up to our Finished
public record WaitCertificate(Flight flight, Transcript transcript) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        var newest = flight.settings().features().newest();
        var certificate =
                new CertificateCompression(newest.compressors()).read(message).orElseThrow(() -> unexpected(message));
        var chain = PeerCertificates.ofClient(certificate, Bytes.EMPTY);
        var throughCertificate = transcript.with(encoding);
        if (chain.isEmpty()) {
            requireOptional();
            return Step.to(new WaitFinished(flight, throughCertificate));
        }
        chain.requireSigningKey();
        // A client has no name to be checked against: whom it proves to be is for the application.
        var identity = chain.judge(flight.settings().surroundings(), "");
        var next = new WaitCertificateVerify(
                flight.with(certificate.certificates()), chain.publicKey(), throughCertificate);
        return Step.to(next, new Learn(new Fact.Peer(identity)));
    }

    /// RFC 9846 §4.5.1.3.
    private void requireOptional() {
        if (flight.settings().features().certificateWish().demand() == ClientAuthentication.REQUIRE) {
            throw new TlsException(Violation.CLIENT_CERTIFICATE_MISSING);
        }
    }

    @Override
    public void wipe() {
        flight.wipe();
    }
}
