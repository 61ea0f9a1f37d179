package postern.tls.handshake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.alert.TlsException;
import postern.tls.handshake.ClientFeatures13.EarlyData;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.PreSharedKeys;
import postern.tls.pki.PeerIdentity;
import postern.tls.schedule.EarlySecret;
import postern.tls.schedule.Transcript;
import postern.tls.session.ClientTicket;

/// A ticket as a client offers it (RFC 9846 §4.3.11).
///
/// @param server who the server proved to be when it gave the ticket, judged anew; empty if it was not asked
public record OfferedTicket(ClientTicket ticket, Instant at, Optional<PeerIdentity> server) {
    /// Offers a ticket, unless our verifier would not let in any more who gave it.
    static Optional<OfferedTicket> of(ClientTicket ticket, ClientSettings settings) {
        var surroundings = settings.surroundings();
        var now = surroundings.clock().instant();
        var certificates = ticket.session().peer().certificates();
        boolean fits = settings.preferences().suites().stream()
                .anyMatch(suite -> suite.hash() == ticket.session().suite().hash());
        if (!fits) {
            return Optional.empty();
        }
        try {
            var server = PeerChain.ofServer(certificates)
                    .judge(surroundings, settings.target().peerName());
            return Optional.of(new OfferedTicket(ticket, now, Optional.of(server)));
        } catch (TlsException _) {
            return Optional.empty();
        }
    }

    /// Whether early data may follow the hello: its protocol has to be one that is offered.
    boolean allowsEarlyData(ClientSettings settings) {
        var early = ticket.session().early();
        var protocols = settings.target().applicationProtocols();
        return settings.features().newest().earlyData() == EarlyData.OFFERED
                && early.limit() > 0
                && settings.preferences().suites().contains(ticket.session().suite())
                && early.protocol().map(protocols::contains).orElse(protocols.isEmpty());
    }

    /// The hash of the key schedule that its key is for.
    public HashAlgorithm hash() {
        return ticket.session().suite().hash();
    }

    /// What the key schedule begins with.
    public EarlySecret earlySecret() {
        return EarlySecret.withPsk(hash(), ticket.session().preSharedKey());
    }

    /// The hello with this ticket at its end, and the proof that we have the key.
    ///
    /// @param before the transcript before the hello: empty, or up to a HelloRetryRequest
    ClientHello appendTo(ClientHello hello, Transcript before) {
        var identity = new PreSharedKeys.Identity(ticket.ticket(), ticket.obfuscatedAge(at));
        var placeholder = Bytes.copyOf(new byte[hash().length()]);
        var unproved = new PreSharedKeys(List.of(identity), List.of(placeholder));
        var encoding = HandshakeCodec.write(with(hello, unproved));
        var covered = encoding.slice(0, encoding.length() - unproved.bindersLength());
        try (var early = earlySecret();
                var mac = early.resumptionBinderMac()) {
            var binder = mac.finished(before.with(covered)).verifyData();
            return with(hello, unproved.withBinders(List.of(binder)));
        }
    }

    private static ClientHello with(ClientHello hello, PreSharedKeys last) {
        var list = new java.util.ArrayList<Extension>(hello.extensions().list().stream()
                .filter(extension -> !(extension instanceof PreSharedKeys))
                .toList());
        list.add(last);
        return hello.withExtensions(Extensions.of(list));
    }
}
