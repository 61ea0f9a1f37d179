package postern.tls.handshake.tls13.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.EndEarlyData;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteInClear;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Step;
import postern.tls.kx.KeyShare;
import postern.tls.message.Cookie;
import postern.tls.message.KeyShareHelloRetryRequest;
import postern.tls.message.ServerHello;
import postern.tls.message.SupportedGroups;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.NamedGroup;
import postern.tls.schedule.Transcript;
import postern.tls.session.EarlyDataOutcome;

/// What a HelloRetryRequest settled (RFC 9846 §4.2.4): the ServerHello after it must agree.
///
/// @param suite chosen already
/// @param transcript up to our second hello
record Retry(CipherSuite suite, Transcript transcript) {
    /// Answers the request with a second hello.
    static Step answer(WaitServerHello asked, ServerHello request, CipherSuite suite, Bytes encoding) {
        var first = asked.offer();
        first.requireSolicited(request.extensions(), ExtensionType.COOKIE);
        var group = request.extensions().find(KeyShareHelloRetryRequest.class);
        var cookie = request.extensions().find(Cookie.class);
        // The same hello again would get the same answer again.
        if (group.isEmpty() && cookie.isEmpty()) {
            throw new TlsException(Violation.RETRY_WITHOUT_CHANGE);
        }
        var before = Transcript.afterRetry(suite.hash(), first.encoding(), encoding);
        var second = first.again(shares(asked, group), cookie, before);
        var transcript = before.with(second.encoding());
        var next = new WaitServerHello(asked.settings(), second, Optional.of(new Retry(suite, transcript)));

        var effects = new ArrayList<Effect>();
        if (first.offersEarlyData()) {
            effects.add(new EndEarlyData());
            effects.add(new WriteInClear());
            effects.add(new Learn(new Fact.EarlyData(EarlyDataOutcome.RETRIED)));
        } else if (second.inCompatibilityMode()) {
            effects.add(new SendChangeCipherSpec());
        }
        effects.add(new Send(second.hello(), second.encoding()));
        return new Step(next, effects);
    }

    private static List<KeyShare> shares(WaitServerHello asked, Optional<KeyShareHelloRetryRequest> group) {
        return group.map(wanted -> List.of(KeyShare.generate(
                        group(asked.offer(), wanted.group()),
                        asked.settings().surroundings().random())))
                .orElse(asked.offer().shares());
    }

    /// The group must be one that we can do and sent no share for (RFC 9846 §4.3.8).
    private static NamedGroup group(Offer offer, int code) {
        boolean offered = offer.hello()
                .extensions()
                .find(SupportedGroups.class)
                .filter(groups -> groups.groups().contains(code))
                .isPresent();
        if (!offered) {
            throw new TlsException(Violation.GROUP_NOT_OFFERED, "the server asks for group " + code);
        }
        if (offer.share(code).isPresent()) {
            throw new TlsException(Violation.RETRY_WITHOUT_CHANGE, "there was a share for group " + code);
        }
        return NamedGroup.ofCode(code).orElseThrow();
    }

    /// The suite of the request is that of the ServerHello (RFC 9846 §4.2.4).
    void requireKept(CipherSuite chosen) {
        if (chosen != suite) {
            throw new TlsException(Violation.RETRY_CHANGED, "from " + suite + " to " + chosen);
        }
    }
}
