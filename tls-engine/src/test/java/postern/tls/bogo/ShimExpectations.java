package postern.tls.bogo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.crypto.bytes.Bytes;
import postern.tls.TlsSession;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.CertificateAuthorities;
import postern.tls.message.CertificateRequest12;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.param.HandshakeType;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.session.EarlyDataOutcome;

/// What the flags expect of a complete handshake.
///
/// @param trace what was said
record ShimExpectations(ShimFlags flags, TlsSession session, ShimTrace trace) {
    void check() throws ShimExit {
        expect("-expect-version", session.version().code());
        expect("-expect-cipher", session.cipherSuite().code());
        expect("-expect-alpn", session.alpn().orElse(""));
        // A session that goes on from another keeps neither how the peer signed nor what it stapled then.
        if (!session.isResumed() || session.version() == ProtocolVersion.TLS13) {
            expect("-expect-curve-id", session.group().map(NamedGroup::code).orElse(0));
        }
        if (!session.isResumed()) {
            expect("-expect-peer-signature-algorithm", peerScheme());
        }
        if (flags.has("-expect-ocsp-response") && !session.isResumed()) {
            var expected = ShimConfig.octets(flags.text("-expect-ocsp-response").orElseThrow());
            require(session.stapledResponses().contains(expected), "another OCSP response");
        }
        expect("-expect-server-name", session.serverName().orElse(""));
        require(!flags.has("-expect-hrr") || trace.retried(), "no HelloRetryRequest");
        require(!flags.has("-expect-no-hrr") || !trace.retried(), "a HelloRetryRequest");
        require(!flags.has("-expect-no-peer-cert") || session.peer().isEmpty(), "a peer certificate");
        require(!flags.has("-expect-session-miss") || !session.isResumed(), "the session was resumed");
        if (flags.has("-expect-peer-cert-file")) {
            var expected = Certificate.parsePem(
                    ShimConfig.text(flags.text("-expect-peer-cert-file").orElseThrow()));
            require(expected.equals(session.peerCertificates()), "another peer certificate");
        }
        requireNewestVersionFeatures();
        checkHellos();
        checkEarlyData();
    }

    /// What the flags of the first try expect, if the runner has refused our early data.
    void checkRefusedEarlyData() throws ShimExit {
        require(!flags.has("-expect-accept-early-data"), "early data was refused: " + session.earlyData());
    }

    private void checkEarlyData() throws ShimExit {
        boolean taken = session.earlyData() == EarlyDataOutcome.ACCEPTED;
        require(!flags.has("-expect-accept-early-data") || taken, "early data: " + session.earlyData());
        require(!flags.has("-expect-reject-early-data") || !taken, "early data was taken");
        var reason = flags.text("-expect-early-data-reason");
        require(reason.isEmpty() || reasons().contains(reason.get()), "early data: " + session.earlyData());
    }

    /// The runner's words for it. Before TLS 1.3, and where the runner's program has it switched off, that is a
    /// reason of its own.
    private List<String> reasons() {
        if (!flags.has("-enable-early-data")) {
            return List.of("disabled");
        }
        if (session.version() != ProtocolVersion.TLS13) {
            return List.of("protocol_version");
        }
        return switch (session.earlyData()) {
            case NOT_OFFERED ->
                session.isResumed()
                        ? List.of("unsupported_for_session", "alpn_mismatch", "peer_declined")
                        : List.of("no_session_offered");
            case ACCEPTED -> List.of("accept");
            case DISABLED -> List.of("disabled");
            case SESSION_NOT_RESUMED -> List.of("session_not_resumed");
            case TICKET_ALLOWS_NONE, OTHER_SUITE -> List.of("unsupported_for_session");
            case OTHER_PROTOCOL -> List.of("alpn_mismatch");
            case RETRIED -> List.of("hello_retry_request");
            case STALE -> List.of("ticket_age_skew");
            case REPLAYED, PEER_DECLINED -> List.of("peer_declined");
        };
    }

    /// What can be said only once the connection is over.
    void checkAtEnd() throws ShimExit {
        require(!flags.has("-expect-no-session") || !trace.gotTicket(), "a ticket came");
        expect("-expect-msg-callback", trace.text());
        expect("-expect-total-renegotiations", (int) trace.renegotiations());
        require(
                !flags.has("-expect-ticket-supports-early-data")
                        || session.isResumed()
                        || trace.ticketAllowsEarlyData()
                        || session.earlyData() != EarlyDataOutcome.NOT_OFFERED,
                "no ticket that allows early data");
        require(!flags.has("-expect-no-offer-early-data") || !trace.offeredEarlyData(), "early data was offered");
    }

    private void checkHellos() throws ShimExit {
        var version = session.version();
        if (flags.has("-expect-advertised-alpn")) {
            var names = trace.received(HandshakeType.CLIENT_HELLO, version, Role.CLIENT)
                    .flatMap(message -> ((ClientHello) message).extensions().find(ApplicationProtocols.class).stream())
                    .flatMap(offer -> offer.names().stream())
                    .map(name -> name.toText(StandardCharsets.ISO_8859_1))
                    .toList();
            var expected = List.of(
                    ShimConfig.protocols(flags.text("-expect-advertised-alpn").orElseThrow()));
            require(names.equals(expected), "other protocols: " + names);
        }
        if (flags.has("-expect-client-ca-list")) {
            var expected =
                    ShimConfig.authorities(flags.text("-expect-client-ca-list").orElseThrow());
            var found = trace.received(HandshakeType.CERTIFICATE_REQUEST, version, Role.SERVER)
                    .flatMap(ShimExpectations::authorities)
                    .toList();
            require(found.equals(expected), "other authorities: " + found);
        }
        if (flags.has("-expect-peer-verify-pref")) {
            var found = (flags.has("-server")
                            ? trace.received(HandshakeType.CLIENT_HELLO, version, Role.CLIENT)
                            : trace.received(HandshakeType.CERTIFICATE_REQUEST, version, Role.SERVER))
                    .flatMap(ShimExpectations::schemes)
                    .toList();
            require(found.equals(flags.numbers("-expect-peer-verify-pref")), "other schemes: " + found);
        }
    }

    private static Stream<Bytes> authorities(HandshakeMessage message) {
        return switch (message) {
            case CertificateRequest13 request ->
                request.extensions().find(CertificateAuthorities.class).stream()
                        .flatMap(list -> list.authorities().stream());
            case CertificateRequest12 request -> request.authorities().stream();
            default -> Stream.empty();
        };
    }

    private static Stream<Integer> schemes(HandshakeMessage message) {
        return switch (message) {
            case ClientHello hello ->
                hello.extensions().find(SignatureAlgorithms.class).stream().flatMap(list -> list.schemes().stream());
            case CertificateRequest13 request ->
                request.extensions().find(SignatureAlgorithms.class).stream().flatMap(list -> list.schemes().stream());
            default -> Stream.empty();
        };
    }

    private void requireNewestVersionFeatures() throws ShimExit {
        require(
                !flags.has("-expect-extended-master-secret")
                        || session.version().atLeast(ProtocolVersion.TLS12),
                "no extended master secret");
    }

    private int peerScheme() {
        var scheme = flags.has("-server") ? session.clientSignatureScheme() : session.signatureScheme();
        return scheme.map(SignatureScheme::code).orElse(0);
    }

    private void expect(String flag, int found) throws ShimExit {
        var expected = flags.number(flag);
        require(expected.isEmpty() || expected.getAsInt() == found, flag + ", found " + found);
    }

    private void expect(String flag, String found) throws ShimExit {
        var expected = flags.text(flag);
        require(expected.isEmpty() || expected.equals(Optional.of(found)), flag + ", found " + found);
    }

    private static void require(boolean held, String otherwise) throws ShimExit {
        if (!held) {
            throw ShimExit.failure("EXPECTATION: " + otherwise);
        }
    }
}
