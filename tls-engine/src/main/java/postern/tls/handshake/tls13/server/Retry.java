package postern.tls.handshake.tls13.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.EarlyDataSkip;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.SkipEarlyData;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareHelloRetryRequest;
import postern.tls.message.SelectedVersion;
import postern.tls.message.ServerHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.Transcript;

/// A HelloRetryRequest that was sent (RFC 9846 §4.2.4), and what the second hello has to keep.
///
/// @param first the hello that it answered
/// @param group the group that we want a share for
/// @param transcript up to the request
record Retry(ClientHello first, NamedGroup group, Transcript transcript) {
    /// What a client may change in its second hello (RFC 9846 §4.2.2).
    private static final List<ExtensionType> CHANGEABLE = List.of(
            ExtensionType.KEY_SHARE,
            ExtensionType.EARLY_DATA,
            ExtensionType.COOKIE,
            ExtensionType.PRE_SHARED_KEY,
            ExtensionType.PADDING);

    /// Asks for a share in the group.
    static Step request(RecvdClientHello received, CipherSuite suite, NamedGroup group) {
        var hello = received.hello();
        var request = Send.of(new ServerHello(
                ProtocolVersion.TLS12.code(),
                ServerHello.HELLO_RETRY_REQUEST,
                hello.legacySessionId(),
                suite.code(),
                0,
                Extensions.of(
                        new KeyShareHelloRetryRequest(group.code()),
                        new SelectedVersion(ProtocolVersion.TLS13.code()))));
        var transcript = Transcript.afterRetry(suite.hash(), received.encoding(), request.encoding());

        var effects = new ArrayList<Effect>();
        effects.add(request);
        if (!hello.legacySessionId().isEmpty()) {
            effects.add(new SendChangeCipherSpec());
        }
        if (hello.extensions().has(ExtensionType.EARLY_DATA)) {
            effects.add(new SkipEarlyData(EarlyDataSkip.UNTIL_ONE_IN_CLEAR));
        }
        var next = new Start(received.settings(), Optional.of(new Retry(hello, group, transcript)));
        return new Step(next, effects);
    }

    /// The second hello must be the first with one share for our group, and without early data (RFC 9846 §4.2.2).
    void requireAnswered(ClientHello second) {
        var shares = second.extensions()
                .find(KeyShareClientHello.class)
                .map(KeyShareClientHello::shares)
                .orElseThrow(() -> new TlsException(Violation.MISSING_KEY_SHARE, "in the second ClientHello"));
        if (shares.size() != 1 || shares.getFirst().group() != group.code()) {
            throw new TlsException(
                    Violation.SECOND_HELLO_CHANGED, "it must have one key share, for " + group.displayName());
        }
        if (second.extensions().has(ExtensionType.EARLY_DATA)) {
            throw new TlsException(Violation.SECOND_HELLO_CHANGED, "it offers early data");
        }
        if (!kept(second).equals(kept(first))) {
            throw new TlsException(Violation.SECOND_HELLO_CHANGED);
        }
    }

    private static ClientHello kept(ClientHello hello) {
        var extensions = hello.extensions().list().stream()
                .filter(extension -> !isChangeable(extension))
                .toList();
        return hello.withExtensions(Extensions.of(extensions));
    }

    private static boolean isChangeable(Extension extension) {
        return CHANGEABLE.stream().anyMatch(type -> type.code() == extension.code());
    }
}
