package postern.tls;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.tls.Output.Closure;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.EarlyDataSkip;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Established;
import postern.tls.handshake.Fact;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.Syntax;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.record.ContentType;
import postern.tls.record.HandshakeJoiner;
import postern.tls.record.RecordProtection;
import postern.tls.record.RecordReader;
import postern.tls.record.RecordWriter;
import postern.tls.schedule.RecordKeys;
import postern.tls.trace.TraceEvent;
import postern.tls.trace.TraceEvent.Direction;

/// One end of one TLS connection: octets in, octets out. It has no socket, no thread, no clock and no randomness
/// of its own, and it owns everything in a connection that changes.
///
/// The caller moves octets: what [#receive] and the other calls put into [Output#toPeer] has to be sent before
/// anything else, what comes from the peer goes into [#receive], whatever its size, and the end of the peer's
/// octets is told by [#endOfInput]. A connection begins with [#start].
///
/// A refusal anywhere below ends in the one `catch` here: the peer is sent its alert, the keys are wiped, and
/// the reason is in [Output#failure] from then on.
///
/// Confined to one thread at a time.
public final class TlsEngine {
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.of(1);
    private static final int WARNING = 1;
    private static final int FATAL = 2;

    /// A warning costs the peer an octet or two and us a record; in a row they keep a connection alive that does
    /// nothing.
    private static final int MAX_WARNINGS = 4;

    /// Each KeyUpdate makes us derive keys and maybe answer, each ticket is dropped; a peer that sends them
    /// without any data wants only the work (RFC 9846 §4.7.3 leaves the number to us).
    private static final int MAX_MESSAGES_WITHOUT_DATA = 32;

    /// A peer that begins another handshake and does not go on makes us hold what the application writes.
    private static final int MAX_HELD = 1 << 20;

    private final Role role;
    private final TlsConfig config;
    private final RecordReader reader = new RecordReader();
    private final RecordWriter writer;
    private final HandshakeJoiner joiner = new HandshakeJoiner();
    private final TlsSession.Facts facts;
    private final DataBuffer data = new DataBuffer();
    private final DataBuffer earlyData = new DataBuffer();

    private @Nullable Step first;
    private State state;
    private @Nullable TlsSession session;
    private boolean renegotiating;
    private final DataBuffer held = new DataBuffer();
    private boolean peerClosed;
    private boolean weClosed;
    private @Nullable TlsException failure;
    private int warnings;
    private int messagesWithoutData;

    private boolean takesEarlyData;

    /// Octets of early data that may still pass; 0 where none may.
    private long earlyDataLeft;

    /// An engine whose handshake begins with this step: tests replay a handshake from its middle.
    TlsEngine(Role role, TlsConfig config, Step first) {
        this.role = role;
        this.config = config;
        this.facts = new TlsSession.Facts(role);
        this.writer = role == Role.CLIENT ? clientWriter(config) : RecordWriter.ofServer();
        this.first = first;
        this.state = first.next();
    }

    private static RecordWriter clientWriter(TlsConfig config) {
        return config.terms().has(GnuTlsFlag.LATEST_RECORD_VERSION)
                ? RecordWriter.ofClient(config.versions().getFirst())
                : RecordWriter.ofClient();
    }

    /// A client's engine.
    ///
    /// @throws IllegalArgumentException if the configuration lacks what a client needs
    public static TlsEngine client(TlsConfig config) {
        var step = postern.tls.handshake.tls13.client.Start.begin(config.clientSettings());
        return new TlsEngine(Role.CLIENT, config, step);
    }

    /// A server's engine.
    ///
    /// @throws IllegalArgumentException if the configuration lacks what a server needs
    public static TlsEngine server(TlsConfig config) {
        var state = postern.tls.handshake.tls13.server.Start.of(config.serverSettings());
        return new TlsEngine(Role.SERVER, config, Step.to(state));
    }

    /// Begins: a client's first octets are its ClientHello, a server has to wait. A second call does nothing.
    public Output start() {
        return guarded(() -> {
            if (first != null) {
                var step = first;
                first = null;
                apply(step);
            }
        });
    }

    /// Takes octets from the peer, in whatever pieces they come.
    public Output receive(byte[] in, int offset, int length) {
        return guarded(() -> {
            reader.supply(in, offset, length);
            while (!peerClosed && reader.next()) {
                take(reader.type(), reader.content());
            }
        });
    }

    /// Sends data of the application, once [#maySend] says so.
    ///
    /// @throws IllegalStateException before that, and after [#close] or a failure
    public Output send(byte[] in, int offset, int length) {
        if (!maySend()) {
            throw new IllegalStateException(
                    "nothing can be sent in " + state.name() + ", after close_notify, or after a failure");
        }
        return guarded(() -> {
            if (state instanceof Established established && writer.keyUpdateDue() && established.canUpdateKeys()) {
                apply(established.updateKeys(KeyUpdateRequest.UPDATE_NOT_REQUESTED));
            }
            sendData(new Span(in, offset, length));
        });
    }

    /// How many octets a client may send by [#sendEarly] now; 0 where none may be sent.
    public long earlyDataLeft() {
        return role == Role.CLIENT && !weClosed && failure == null ? earlyDataLeft : 0;
    }

    /// Sends data of a client's before the server has answered (RFC 9846 §2.3). Whoever records it can send it
    /// again, to this server or another with the same ticket keys, so it has to be such that this does no
    /// harm. The server need not take it: if [TlsSession#earlyData] says so in the end, it has to be sent anew.
    ///
    /// @throws IllegalStateException if that is more than [#earlyDataLeft]
    public Output sendEarly(byte[] in, int offset, int length) {
        if (length > earlyDataLeft()) {
            throw new IllegalStateException(length + " octets of early data, " + earlyDataLeft() + " may be sent");
        }
        return guarded(() -> {
            earlyDataLeft -= length;
            var content = new Span(in, offset, length);
            tellRecord(Direction.SENT, ContentType.APPLICATION_DATA, content::toBytes);
            writer.write(ContentType.APPLICATION_DATA, content);
        });
    }

    /// Gives away the early data that has come to a server; only one that was [configured so][TlsConfig]
    /// takes any. It may be a replay, and stands here, not in [Output#toApplication], so that nobody takes it
    /// for anything else.
    public Bytes earlyData() {
        return earlyData.drain();
    }

    /// Replaces our sending keys (RFC 9846 §4.7.3), and asks the peer to replace its own if so requested.
    ///
    /// @throws IllegalStateException before the handshake is complete, after [#close] or a failure, and in TLS
    ///     1.2, which cannot
    public Output updateKeys(KeyUpdateRequest request) {
        requireOpen();
        return guarded(() -> apply(established().updateKeys(request)));
    }

    /// Begins another handshake inside the connection (RFC 5746), or, as a server, asks the client to. Data
    /// that is sent meanwhile waits for its end.
    ///
    /// @throws IllegalStateException before the handshake is complete, after [#close] or a failure, and if the
    ///     connection may not be renegotiated
    public Output renegotiate() {
        requireOpen();
        return guarded(() -> apply(established().renegotiate()));
    }

    /// What names this connection to a protocol above, so that what is proved there is proved here; empty if the
    /// connection has no such name that is its own.
    ///
    /// @throws IllegalStateException before the handshake is complete
    public Optional<Bytes> channelBinding(ChannelBinding kind) {
        var agreed = session().orElseThrow(() -> new IllegalStateException("the handshake is not complete"));
        return switch (kind) {
            case TLS_UNIQUE -> agreed.tlsUnique();
            case TLS_SERVER_END_POINT -> agreed.serverEndPoint();
            case TLS_EXPORTER -> established().exporter().map(ChannelBinding::exported);
        };
    }

    /// A key for a protocol above that belongs to this connection alone (RFC 5705, RFC 9846 §7.5). It is the
    /// caller's to close.
    ///
    /// @param label registered with IANA, or beginning with "EXPERIMENTAL" (RFC 5705 §4)
    /// @param context what else the key shall depend on
    /// @param length in octets
    /// @throws IllegalStateException before the handshake is complete, and if the connection can make no such
    ///     keys
    public Secret export(String label, Optional<Bytes> context, int length) {
        return established()
                .exporter()
                .orElseThrow(() -> new IllegalStateException("this connection can make no keys of its own"))
                .export(label, context, length);
    }

    /// Ends our direction with close_notify (RFC 9846 §6.1); what the peer still sends can be received. A
    /// handshake that is under way is given up. A second call does nothing.
    public Output close() {
        return guarded(() -> {
            if (!weClosed) {
                if (!handshakeComplete()) {
                    sendAlert(WARNING, AlertDescription.USER_CANCELED);
                }
                closeOurs();
            }
        });
    }

    /// Tells that the peer's octets have ended. Without its close_notify somebody may have cut the connection,
    /// and what came may not be all (RFC 9846 §6.1): that is a failure.
    public Output endOfInput() {
        return guarded(() -> {
            if (!peerClosed) {
                throw new TlsException(Violation.TRUNCATED, "in " + state.name());
            }
        });
    }

    /// Whether data can be sent: once the handshake is complete, and by a server already while it takes early
    /// data.
    public boolean maySend() {
        return (state.maySend() || renegotiating) && !weClosed && failure == null;
    }

    /// Whether the handshake is complete.
    public boolean handshakeComplete() {
        return state instanceof Established;
    }

    /// What was agreed, once the handshake is complete.
    public Optional<TlsSession> session() {
        return Optional.ofNullable(session);
    }

    /// Octets that came behind the peer's close_notify: they are not TLS.
    public Bytes unread() {
        return peerClosed ? reader.unread() : Bytes.EMPTY;
    }

    /// The only place where refusals are caught.
    private Output guarded(Runnable work) {
        if (failure == null) {
            try {
                work.run();
            } catch (TlsException e) {
                fail(e);
            }
        }
        var output = new Output(writer.drain(), data.drain(), closure(), Optional.ofNullable(failure));
        if (output.closure() == Closure.CLOSED) {
            wipe();
        }
        return output;
    }

    /// Keys and secrets of a connection that is over are forgotten (RFC 9846 §6.2).
    private void wipe() {
        reader.close();
        writer.close();
        state.wipe();
    }

    /// Our last words: an alert, except to a peer that sent one itself or is gone (RFC 9846 §6.2).
    private void fail(TlsException reason) {
        failure = reason;
        if (reason.violation().alert() != AlertDescription.CLOSE_NOTIFY) {
            sendAlert(FATAL, reason.violation().alert());
        }
    }

    private Closure closure() {
        if (failure != null || weClosed && peerClosed) {
            return Closure.CLOSED;
        }
        if (peerClosed) {
            return Closure.PEER_CLOSED;
        }
        return weClosed ? Closure.WE_CLOSED : Closure.OPEN;
    }

    private void take(ContentType type, Span content) {
        tellRecord(Direction.RECEIVED, type, content::toBytes);
        if (type == ContentType.HANDSHAKE) {
            joiner.add(content);
            joiner.next().ifPresent(this::takeMessages);
            return;
        }
        joiner.refuseInterleaving();
        switch (type) {
            case CHANGE_CIPHER_SPEC -> apply(state.changeCipherSpec());
            case ALERT -> takeAlert(content);
            default -> takeData(content);
        }
    }

    private void takeMessages(Bytes firstMessage) {
        for (var message = Optional.of(firstMessage); message.isPresent(); message = joiner.next()) {
            takeMessage(message.get());
        }
    }

    private void takeMessage(Bytes encoding) {
        if (handshakeComplete()) {
            messagesWithoutData++;
            if (messagesWithoutData > MAX_MESSAGES_WITHOUT_DATA) {
                throw new TlsException(Violation.TOO_MANY_KEY_UPDATES, "more than " + MAX_MESSAGES_WITHOUT_DATA);
            }
        }
        var version = facts.version().orElse(config.versions().getFirst());
        var message = HandshakeCodec.read(encoding, new Syntax(version, facts.suite()), role.peer());
        tellMessage(Direction.RECEIVED, message.type().name(), encoding);
        apply(state.receive(message, encoding));
    }

    private void takeData(Span content) {
        if (!state.takesData()) {
            takeEarlyData(content);
            return;
        }
        if (content.length() > 0) {
            messagesWithoutData = 0;
            warnings = 0;
        }
        data.add(content);
    }

    private void takeEarlyData(Span content) {
        if (role == Role.CLIENT || !takesEarlyData) {
            throw new TlsException(Violation.EARLY_APPLICATION_DATA, "in " + state.name());
        }
        if (content.length() > earlyDataLeft) {
            throw new TlsException(
                    Violation.TOO_MUCH_EARLY_DATA, content.length() + " octets, " + earlyDataLeft + " left");
        }
        earlyDataLeft -= content.length();
        earlyData.add(content);
    }

    /// An alert is two octets, alone in its record (RFC 9846 §5.1).
    private void takeAlert(Span content) {
        if (content.length() != 2) {
            throw new TlsException(Violation.ALERT_LENGTH, content.length() + " octets");
        }
        int level = content.array()[content.offset()] & 0xff;
        int code = content.array()[content.offset() + 1] & 0xff;
        tellAlert(Direction.RECEIVED, level, code);
        if (code == AlertDescription.CLOSE_NOTIFY.code()) {
            takeCloseNotify();
        } else if (isWarning(level, code)) {
            countWarning();
        } else {
            throw new PeerAlertException(code);
        }
    }

    private void takeCloseNotify() {
        peerClosed = true;
        // TLS 1.2 has no half-closed connections (RFC 5246 §7.2.1).
        if (facts.version().filter(version -> version != ProtocolVersion.TLS13).isPresent() && !weClosed) {
            closeOurs();
        }
    }

    /// In TLS 1.3 the level says nothing, and only user_canceled is not the end (RFC 9846 §6, §6.1).
    private boolean isWarning(int level, int code) {
        boolean levelCounts =
                facts.version().filter(ProtocolVersion.TLS13::equals).isEmpty();
        return code == AlertDescription.USER_CANCELED.code() || levelCounts && level == WARNING;
    }

    private void countWarning() {
        warnings++;
        if (warnings > MAX_WARNINGS) {
            throw new TlsException(Violation.TOO_MANY_WARNINGS, "more than " + MAX_WARNINGS);
        }
    }

    private void closeOurs() {
        sendAlert(WARNING, AlertDescription.CLOSE_NOTIFY);
        weClosed = true;
    }

    private void sendAlert(int level, AlertDescription description) {
        if (!weClosed) {
            tellAlert(Direction.SENT, level, description.code());
            send(ContentType.ALERT, Bytes.of(level, description.code()));
        }
    }

    /// Goes where a state says, doing what it asks for on the way.
    private void apply(Step step) {
        step.effects().forEach(this::perform);
        state = step.next();
        if (handshakeComplete() && (session == null || renegotiating)) {
            session = facts.toSession();
            sendHeld();
        }
        renegotiating = session != null && !handshakeComplete();
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Send(var message, var encoding) -> {
                if (!handshakeComplete()) {
                    joiner.refuseEagerness();
                }
                tellMessage(Direction.SENT, message.type().name(), encoding);
                send(ContentType.HANDSHAKE, encoding);
            }
            case Effect.SendChangeCipherSpec() -> send(ContentType.CHANGE_CIPHER_SPEC, CHANGE_CIPHER_SPEC);
            case Effect.Warn(var description) -> sendAlert(WARNING, description);
            case Effect.ReadWith(var keys) -> {
                joiner.refuseKeyChange();
                tellKeys(Direction.RECEIVED, keys);
                reader.protectWith(RecordProtection.of(keys));
            }
            case Effect.WriteWith(var keys) -> {
                tellKeys(Direction.SENT, keys);
                writer.protectWith(RecordProtection.of(keys, config.padding()));
            }
            case Effect.WriteInClear() -> writer.writeInClear();
            case Effect.BeginEarlyData(var limit) -> {
                earlyDataLeft = limit;
                takesEarlyData = role == Role.SERVER;
            }
            case Effect.EndEarlyData() -> {
                earlyDataLeft = 0;
                takesEarlyData = false;
            }
            case Effect.SkipEarlyData(var how) -> skipEarlyData(how);
            case Effect.LimitRecords(var sending, var receiving) -> {
                writer.limit(sending);
                reader.limit(receiving);
            }
            case Effect.KeepTicket(var ticket) -> config.keep(ticket);
            case Effect.KeepSession(var kept) -> config.keep(kept);
            case Effect.RememberSession(var cache, var id, var kept) -> cache.put(id, kept);
            case Effect.Learn(var fact) -> {
                facts.learn(fact);
                if (fact instanceof Fact.Version(var agreed)) {
                    writer.agreeOn(agreed);
                }
            }
            case Effect.Explain(var choice) ->
                tell(
                        TraceEvent.Kind.CHOICE,
                        () -> new TraceEvent.Chosen(
                                choice.subject(), choice.chosen().toString(), choice.why()));
            case Effect.LogSecret(var secret, var clientRandom) ->
                tell(
                        TraceEvent.Kind.SECRET,
                        () -> new TraceEvent.SecretDerived(secret.label().name(), clientRandom, secret.value()));
        }
    }

    /// Nothing follows our close_notify, no alert and no answer to a KeyUpdate (RFC 9846 §6.1).
    private void send(ContentType type, Bytes content) {
        if (!weClosed) {
            tellRecord(Direction.SENT, type, () -> content);
            writer.write(type, content);
        }
    }

    /// Between the hellos and the end of another handshake nothing but handshake messages goes out.
    private void sendData(Span content) {
        if (renegotiating) {
            if (held.length() + content.length() > MAX_HELD) {
                throw new IllegalStateException("more than " + MAX_HELD + " octets wait for a handshake to end");
            }
            held.add(content);
            return;
        }
        tellRecord(Direction.SENT, ContentType.APPLICATION_DATA, content::toBytes);
        writer.write(ContentType.APPLICATION_DATA, content);
    }

    private void sendHeld() {
        if (held.length() > 0) {
            renegotiating = false;
            sendData(Span.of(held.drain().toArray()));
        }
    }

    private void skipEarlyData(EarlyDataSkip how) {
        switch (how) {
            case UNTIL_ONE_OPENS -> reader.skipEarlyDataUntilOneOpens();
            case UNTIL_ONE_IN_CLEAR -> reader.skipEarlyDataUntilOneInClear();
        }
    }

    private Established established() {
        if (state instanceof Established established) {
            return established;
        }
        throw new IllegalStateException("the handshake is not complete: in " + state.name());
    }

    private void requireOpen() {
        if (session == null) {
            established();
        }
        if (weClosed || failure != null) {
            throw new IllegalStateException("nothing can be sent after close_notify or a failure");
        }
    }

    private void tellRecord(Direction direction, ContentType type, Supplier<Bytes> content) {
        tell(TraceEvent.Kind.RECORD, () -> new TraceEvent.RecordPassed(direction, type.code(), content.get()));
    }

    private void tellMessage(Direction direction, String name, Bytes encoding) {
        tell(TraceEvent.Kind.MESSAGE, () -> new TraceEvent.MessagePassed(direction, name, encoding));
    }

    private void tellAlert(Direction direction, int level, int code) {
        tell(TraceEvent.Kind.MESSAGE, () -> new TraceEvent.AlertPassed(direction, level, code));
    }

    private void tellKeys(Direction direction, RecordKeys keys) {
        tell(TraceEvent.Kind.MESSAGE, () -> new TraceEvent.KeysChanged(direction, keys.version(), keys.suite()));
    }

    /// The event is made only if somebody wants it.
    private void tell(TraceEvent.Kind kind, Supplier<TraceEvent> event) {
        if (config.observer().wants(kind)) {
            config.observer().on(event.get());
        }
    }
}
