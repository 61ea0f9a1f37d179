package postern.tls.bogo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.NewSessionTicket;
import postern.tls.message.ServerHello;
import postern.tls.param.ExtensionType;
import postern.tls.param.HandshakeType;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;
import postern.tls.trace.TraceEvent.Direction;

/// What passed on one connection, for expectations about messages.
final class ShimTrace implements TlsObserver {
    /// Where `random` begins in a ServerHello with its header.
    private static final int RANDOM_OFFSET = 6;

    private static final int CHANGE_CIPHER_SPEC = 20;

    private final StringBuilder text = new StringBuilder();
    private final List<TraceEvent.MessagePassed> messages = new ArrayList<>();

    @Override
    public boolean wants(TraceEvent.Kind kind) {
        return kind != TraceEvent.Kind.SECRET;
    }

    @Override
    public void on(TraceEvent event) {
        switch (event) {
            case TraceEvent.MessagePassed message -> {
                messages.add(message);
                line(message.direction(), "hs " + message.encoding().at(0));
            }
            case TraceEvent.AlertPassed alert ->
                line(alert.direction(), "alert " + alert.level() + " " + alert.description());
            case TraceEvent.RecordPassed record
            when record.contentType() == CHANGE_CIPHER_SPEC -> line(record.direction(), "ccs");
            default -> {
                // Of no interest.
            }
        }
    }

    private void line(Direction direction, String what) {
        text.append(direction == Direction.SENT ? "write " : "read ")
                .append(what)
                .append('\n');
    }

    /// A line for each message, as the runner writes them.
    String text() {
        return text.toString();
    }

    /// Whether there was a HelloRetryRequest.
    boolean retried() {
        return messages.stream()
                .map(TraceEvent.MessagePassed::encoding)
                .filter(encoding -> encoding.at(0) == HandshakeType.SERVER_HELLO.code())
                .anyMatch(encoding -> encoding.slice(RANDOM_OFFSET, ServerHello.HELLO_RETRY_REQUEST.length())
                        .equals(ServerHello.HELLO_RETRY_REQUEST));
    }

    /// The messages of one type that came, without those of before a HelloRetryRequest.
    Stream<HandshakeMessage> received(HandshakeType type, ProtocolVersion version, Role sender) {
        return encodings(type).map(encoding -> HandshakeCodec.read(encoding, version, sender));
    }

    private Stream<Bytes> encodings(HandshakeType type) {
        return messages.stream()
                .filter(message -> message.direction() == Direction.RECEIVED)
                .map(TraceEvent.MessagePassed::encoding)
                .filter(encoding -> encoding.at(0) == type.code());
    }

    /// Whether a ticket came that allows early data.
    boolean ticketAllowsEarlyData() {
        return encodings(HandshakeType.NEW_SESSION_TICKET)
                .map(encoding -> HandshakeCodec.read(encoding, ProtocolVersion.TLS13, Role.SERVER))
                .anyMatch(message -> ((NewSessionTicket) message).extensions().has(ExtensionType.EARLY_DATA));
    }

    /// Whether we offered early data.
    boolean offeredEarlyData() {
        return messages.stream()
                .filter(message -> message.direction() == Direction.SENT)
                .map(TraceEvent.MessagePassed::encoding)
                .filter(encoding -> encoding.at(0) == HandshakeType.CLIENT_HELLO.code())
                .map(encoding -> HandshakeCodec.read(encoding, ProtocolVersion.TLS13, Role.CLIENT))
                .anyMatch(message -> ((ClientHello) message).extensions().has(ExtensionType.EARLY_DATA));
    }

    /// How often another handshake followed in the same connection.
    long renegotiations() {
        long finished = messages.stream()
                .filter(message -> message.encoding().at(0) == HandshakeType.FINISHED.code())
                .count();
        return finished / 2 - 1;
    }

    /// Whether we were asked to begin again and said no.
    boolean refusedRenegotiation() {
        return text.indexOf("write alert 1 " + AlertDescription.NO_RENEGOTIATION.code() + "\n") >= 0;
    }

    /// Whether a ticket came.
    boolean gotTicket() {
        return encodings(HandshakeType.NEW_SESSION_TICKET).findAny().isPresent();
    }
}
