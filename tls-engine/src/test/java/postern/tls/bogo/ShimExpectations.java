package postern.tls.bogo;

import java.util.Optional;
import postern.tls.TlsSession;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;

/// What the flags expect of a complete handshake.
///
/// @param retried whether a HelloRetryRequest was sent or received
record ShimExpectations(ShimFlags flags, TlsSession session, boolean retried) {
    void check() throws ShimExit {
        expect("-expect-version", session.version().code());
        expect("-expect-cipher", session.cipherSuite().code());
        expect("-expect-curve-id", session.group().map(NamedGroup::code).orElse(0));
        expect("-expect-alpn", session.alpn().orElse(""));
        // A session that goes on from another keeps neither how the peer signed nor what it stapled then.
        if (!session.isResumed()) {
            expect("-expect-peer-signature-algorithm", peerScheme());
        }
        if (flags.has("-expect-ocsp-response") && !session.isResumed()) {
            var expected = ShimConfig.octets(flags.text("-expect-ocsp-response").orElseThrow());
            require(session.stapledResponses().contains(expected), "another OCSP response");
        }
        expect("-expect-server-name", session.serverName().orElse(""));
        require(!flags.has("-expect-hrr") || retried, "no HelloRetryRequest");
        require(!flags.has("-expect-no-hrr") || !retried, "a HelloRetryRequest");
        require(!flags.has("-expect-no-peer-cert") || session.peer().isEmpty(), "a peer certificate");
        require(!flags.has("-expect-session-miss") || !session.isResumed(), "the session was resumed");
        if (flags.has("-expect-peer-cert-file")) {
            var expected = Certificate.parsePem(
                    ShimConfig.text(flags.text("-expect-peer-cert-file").orElseThrow()));
            require(expected.equals(session.peerCertificates()), "another peer certificate");
        }
        requireNewestVersionFeatures();
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
