package postern.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postern.smtp.io.Connection;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.log.AcceptedLine.Transfer;
import postern.smtp.message.Arrival;
import postern.smtp.session.Action;
import postern.smtp.session.Phase;
import postern.smtp.session.SmtpSession;
import postern.smtp.wire.ChunkReader;
import postern.smtp.wire.Command;
import postern.smtp.wire.CommandParser;
import postern.smtp.wire.DotReader;
import postern.smtp.wire.End;
import postern.smtp.wire.Line;
import postern.smtp.wire.LineReader;
import postern.smtp.wire.Reply;

/// Serves one connection from greeting to close: reads a line, asks the session, does what it says.
///
/// Runs on, and is confined to, the connection's virtual thread, save [#stop()].
final class ConnectionLoop implements Runnable {
    private static final Logger DIAGNOSTICS = LoggerFactory.getLogger(ConnectionLoop.class);

    private static final Reply LINE_TOO_LONG = Reply.of(500, "Line too long");
    private static final Reply BARE_NEWLINE = Reply.of(
            521, "Bare CR or LF received: a line ends with CR LF (RFC 5321 section 2.3.8); closing connection");

    private final ServerSetup setup;
    private final Connection connection;
    private final Entry entry;
    private final ConnectionPolicy policy;
    private final SmtpSession session;
    private LineReader lines;
    private @Nullable MessageIntake intake;
    private boolean open = true;
    private String ending = "lost";
    private Arrival lastKnown;
    private volatile boolean receiving;
    private volatile boolean stopping;

    ConnectionLoop(ServerSetup setup, Connection connection, Entry entry) {
        this.setup = setup;
        this.connection = connection;
        this.entry = entry;
        this.policy = setup.policies().of(connection.peer(), entry);
        this.session = new SmtpSession(policy, connection.peer());
        this.lines = new LineReader(connection.input(), setup.limits().line());
        this.lastKnown = session.arrival();
    }

    @Override
    public void run() {
        try {
            converse();
            inGoodOrder(connection::hangUp);
        } catch (SocketTimeoutException e) {
            timedOut();
            lost("command-timeout");
        } catch (IOException e) {
            if (!stopping) {
                note("connection from " + host() + " lost: " + e.getMessage());
            }
            lost("connection-lost");
        } catch (RuntimeException e) {
            note("connection from " + host() + " closed: internal error: " + e);
            DIAGNOSTICS.error("connection from {}", host(), e);
        } finally {
            dropIntake();
            inGoodOrder(connection::close);
            policy.ended(lastKnown, ending);
        }
    }

    /// Asks the loop to end at the next command. Called by the server's thread.
    void stop() throws IOException {
        stopping = true;
        if (!receiving) {
            connection.abort();
        }
    }

    /// Whether a message is being received or stored.
    boolean isReceiving() {
        return receiving;
    }

    /// For the server's watchman.
    Connection connection() {
        return connection;
    }

    private void converse() throws IOException {
        if (entry == Entry.TLS && !secure()) {
            return;
        }
        if (entry == Entry.CLEAR && tooEager()) {
            return;
        }
        perform(session.begin(policy.banner()));
        while (open) {
            if (stopping) {
                lost("signal-exit");
                connection.say(Reply.of(421, setup.hostName() + " shutting down; closing connection"));
                return;
            }
            connection.expectLine();
            lastKnown = session.arrival();
            serve(lines.next());
            if (!(session.phase() instanceof Phase.Chunking)) {
                dropIntake();
            }
        }
    }

    /// Whether the client did not wait for the greeting, as only programs do that talk to whoever listens.
    private boolean tooEager() throws IOException {
        if (policy.patience() == ConnectionPolicy.Patience.OPTIONAL || !connection.hasInput()) {
            return false;
        }
        setup.services()
                .log()
                .rejected("SMTP protocol synchronization error (input sent without waiting for greeting): rejected"
                        + " connection from H=" + host());
        drop(Reply.of(554, "SMTP synchronization error"));
        return true;
    }

    private void serve(Line line) throws IOException {
        switch (line) {
            case Line.Text(var octets) -> perform(session.on(CommandParser.parse(octets)));
            case Line.TooLong _ -> perform(session.on(new Command.Malformed(LINE_TOO_LONG)));
            case Line.Endless _ -> perform(session.on(new Command.OutOfStep(LINE_TOO_LONG)));
            case Line.BareNewline _ -> perform(session.on(new Command.OutOfStep(BARE_NEWLINE)));
            case Line.EndOfInput _ -> inputEnded("while reading SMTP command");
        }
    }

    private void perform(Action action) throws IOException {
        switch (action) {
            case Action.Say(var reply) -> connection.say(reply);
            case Action.HangUp(var reply) -> hangUp(reply);
            case Action.Drop(var reply) -> drop(reply);
            case Action.ReceiveText text -> receiveText(text);
            case Action.ReceiveChunk chunk -> receiveChunk(chunk);
            case Action.SkipChunk(var size, var reply) -> {
                connection.expectData();
                var end = new ChunkReader(connection.input(), (_, _, _) -> {}).read(size);
                if (end == End.CUT_OFF) {
                    inputEnded("while reading a chunk");
                } else {
                    connection.say(reply);
                }
            }
            case Action.StartTls(var goAhead) -> startTls(goAhead);
        }
    }

    private void receiveText(Action.ReceiveText text) throws IOException {
        var message = new MessageIntake(setup, policy, session.arrival(), text.envelope());
        intake = message;
        connection.say(text.goAhead());
        connection.expectData();
        receiving = true;
        try {
            if (new DotReader(connection.input(), message).read() == End.CUT_OFF) {
                inputEnded("while reading message data");
                return;
            }
            finish(message, Transfer.DATA);
        } catch (MessageIntake.EndlessMessageException e) {
            hangUp(session.refused(e.reply()));
        } finally {
            receiving = false;
        }
    }

    private void receiveChunk(Action.ReceiveChunk received) throws IOException {
        var message =
                intake == null ? new MessageIntake(setup, policy, session.arrival(), received.envelope()) : intake;
        intake = message;
        connection.expectData();
        receiving = true;
        try {
            long size = received.chunk().size();
            if (new ChunkReader(connection.input(), message).read(size) == End.CUT_OFF) {
                inputEnded("while reading a chunk");
            } else if (received.chunk().chunk() == Command.Chunk.LAST) {
                finish(message, Transfer.BDAT);
            } else {
                connection.say(message.problem()
                        .map(session::refused)
                        .orElseGet(() -> Reply.of(250, size + " byte chunk received")));
            }
        } finally {
            receiving = false;
        }
    }

    private void finish(MessageIntake message, Transfer transfer) throws IOException {
        switch (message.finish(session.occasion(), transfer)) {
            case MessageIntake.Outcome.Stored(var id) -> connection.say(session.stored(id));
            case MessageIntake.Outcome.Refused(var why) -> connection.say(session.refused(why));
            case MessageIntake.Outcome.Dropped(var why) -> drop(session.refused(why));
        }
        connection.flush();
    }

    private void startTls(Reply goAhead) throws IOException {
        int discarded = connection.discardInput();
        if (discarded > 0) {
            note(discarded + " octets of plaintext received after STARTTLS discarded from " + host());
        }
        TlsUpgrade upgrade;
        try {
            upgrade = policy.tls();
        } catch (IOException e) {
            note("TLS error on connection from " + host() + " " + e.getMessage());
            connection.say(session.unavailable());
            return;
        }
        connection.say(goAhead);
        secure(upgrade);
    }

    /// TLS on connect.
    ///
    /// @return whether TLS runs now
    private boolean secure() {
        try {
            return secure(policy.tls());
        } catch (IOException e) {
            note("TLS error on connection from " + host() + " " + e.getMessage());
            return false;
        }
    }

    /// @return whether TLS runs now
    private boolean secure(TlsUpgrade upgrade) {
        var host = host();
        try {
            connection.secure(upgrade);
            lines = new LineReader(connection.input(), setup.limits().line());
            session.secured(connection.protection().orElseThrow());
            return true;
        } catch (IOException e) {
            note("TLS error on connection from " + host + " " + policy.handshakeWords() + e.getMessage());
            session.insecure();
            open = policy.afterFailedHandshake() == ConnectionPolicy.AfterFailure.REFUSE_ALL;
            return false;
        }
    }

    /// The client has closed: TLS, and goes on in clear; or the connection.
    private void inputEnded(String when) throws IOException {
        if (connection.protection().isPresent()) {
            connection.returnToClear();
            lines = new LineReader(connection.input(), setup.limits().line());
            session.cleared();
            return;
        }
        open = false;
        if (!stopping) {
            note("unexpected disconnection " + when + " from " + host());
        }
        lost("connection-lost");
    }

    private void lost(String why) {
        session.lost(why);
    }

    private void hangUp(Reply reply) throws IOException {
        drop(reply);
        if (!reply.isPositive()) {
            note("closing connection from " + host() + " after: " + reply);
        }
    }

    private void drop(Reply reply) throws IOException {
        open = false;
        connection.say(reply);
        ending = reply.isPositive() ? "closed by QUIT" : "closed after " + reply.code();
    }

    /// RFC 5321 §3.8: 421 and close.
    private void timedOut() {
        var what = intake == null ? "SMTP command timeout" : "SMTP incoming data timeout";
        note(what + " on connection from " + host());
        inGoodOrder(() -> {
            connection.say(Reply.of(421, setup.hostName() + " " + what + " - closing connection"));
            connection.hangUp();
        });
    }

    /// A part of closing a connection.
    @FunctionalInterface
    private interface Closing {
        void run() throws IOException;
    }

    /// Whoever is gone already does not mind.
    private static void inGoodOrder(Closing closing) {
        try {
            closing.run();
        } catch (IOException e) {
            DIAGNOSTICS.debug("the client did not wait for the end", e);
        }
    }

    private void dropIntake() {
        if (intake != null) {
            intake.close();
            intake = null;
        }
    }

    private String host() {
        return session.arrival().host();
    }

    private void note(String words) {
        setup.services().log().note(words);
    }
}
