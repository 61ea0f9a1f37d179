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
import postern.tls.handshake.ServerFeatures13.Cookies;
import postern.tls.handshake.Step;
import postern.tls.message.ClientHello;
import postern.tls.message.Cookie;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareEntry;
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
/// @param wanted the group that we want a share for, unless there was one
/// @param cookie what the client has to bring back, if anything
/// @param transcript up to the request
record Retry(ClientHello first, Optional<NamedGroup> wanted, Optional<Cookie> cookie, Transcript transcript) {
    /// Nobody guesses it. We keep our memory of the first hello, so that it need not carry any.
    private static final int COOKIE_LENGTH = 32;

    /// What a client may change in its second hello (RFC 9846 §4.2.2).
    private static final List<ExtensionType> CHANGEABLE = List.of(
            ExtensionType.KEY_SHARE,
            ExtensionType.EARLY_DATA,
            ExtensionType.COOKIE,
            ExtensionType.PRE_SHARED_KEY,
            ExtensionType.PADDING);

    /// Asks for a share in the group, if there was none, and for a cookie to be brought back, if that is
    /// wanted.
    static Step request(RecvdClientHello received, CipherSuite suite, Optional<NamedGroup> group) {
        var hello = received.hello();
        var cookie = cookie(received);
        var extensions = new ArrayList<Extension>();
        group.map(each -> new KeyShareHelloRetryRequest(each.code())).ifPresent(extensions::add);
        cookie.ifPresent(extensions::add);
        extensions.add(new SelectedVersion(ProtocolVersion.TLS13.code()));
        var request = Send.of(new ServerHello(
                ProtocolVersion.TLS12.code(),
                ServerHello.HELLO_RETRY_REQUEST,
                hello.legacySessionId(),
                suite.code(),
                0,
                Extensions.of(extensions)));
        var transcript = Transcript.afterRetry(suite.hash(), received.encoding(), request.encoding());

        var effects = new ArrayList<Effect>();
        effects.add(request);
        if (!hello.legacySessionId().isEmpty()) {
            effects.add(new SendChangeCipherSpec());
        }
        if (hello.extensions().has(ExtensionType.EARLY_DATA)) {
            effects.add(new SkipEarlyData(EarlyDataSkip.UNTIL_ONE_IN_CLEAR));
        }
        var next = new Start(received.settings(), Optional.of(new Retry(hello, group, cookie, transcript)));
        return new Step(next, effects);
    }

    private static Optional<Cookie> cookie(RecvdClientHello received) {
        var settings = received.settings();
        return settings.features().newest().cookies() == Cookies.DEMANDED
                ? Optional.of(new Cookie(settings.surroundings().random().bytes(COOKIE_LENGTH)))
                : Optional.empty();
    }

    /// The second hello must be the first with one share for the group that we asked for, with our cookie, and
    /// without early data (RFC 9846 §4.2.2).
    void requireAnswered(ClientHello second) {
        requireShares(second);
        if (!second.extensions().find(Cookie.class).equals(cookie)) {
            throw new TlsException(Violation.COOKIE_WRONG);
        }
        if (second.extensions().has(ExtensionType.EARLY_DATA)) {
            throw new TlsException(Violation.SECOND_HELLO_CHANGED, "it offers early data");
        }
        if (!kept(second).equals(kept(first))) {
            throw new TlsException(Violation.SECOND_HELLO_CHANGED);
        }
    }

    private void requireShares(ClientHello second) {
        var shares = shares(second);
        if (wanted.isEmpty()) {
            if (!shares.equals(shares(first))) {
                throw new TlsException(Violation.SECOND_HELLO_CHANGED, "other key shares, and none was asked for");
            }
            return;
        }
        var group = wanted.get();
        if (shares.size() != 1 || shares.getFirst().group() != group.code()) {
            throw new TlsException(
                    Violation.SECOND_HELLO_CHANGED, "it must have one key share, for " + group.displayName());
        }
    }

    private static List<KeyShareEntry> shares(ClientHello hello) {
        return hello.extensions()
                .find(KeyShareClientHello.class)
                .map(KeyShareClientHello::shares)
                .orElseThrow(() -> new TlsException(Violation.MISSING_KEY_SHARE, "in the second ClientHello"));
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
