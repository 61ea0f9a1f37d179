package postern.smtp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import postern.smtp.io.TlsLayer;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.route.MailHost;

/// A mail server that does what a test wants, TLS included, and remembers what it heard: `1c EHLO me` is said
/// on the first connection in clear, `2t MAIL …` on the second one under TLS.
final class FakeMx implements AutoCloseable {
    /// What follows a 220 to STARTTLS.
    enum AfterGoAhead {
        HANDSHAKE,
        HANG,
        RESET,
        CLOSE,
        WORDS,
        INJECTION
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile List<String> extensions = List.of("STARTTLS", "8BITMIME", "SIZE 1000000");
    private volatile AfterGoAhead afterGoAhead = AfterGoAhead.HANDSHAKE;
    private volatile Optional<TlsUpgrade> tls = Optional.empty();
    private volatile boolean onConnect;
    private volatile boolean lmtp;
    private volatile boolean closesAfterTls;
    private int connections;

    FakeMx() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    FakeMx tls(TlsUpgrade upgrade) {
        tls = Optional.of(upgrade);
        return this;
    }

    FakeMx onConnect() {
        onConnect = true;
        return this;
    }

    FakeMx lmtp() {
        lmtp = true;
        return this;
    }

    /// Closes TCP when the client ends TLS.
    FakeMx closesAfterTls() {
        closesAfterTls = true;
        return this;
    }

    FakeMx offers(String... keywords) {
        extensions = List.of(keywords);
        return this;
    }

    /// @param command its first word, maybe behind the connection's number and a blank; or the whole line
    FakeMx answers(String command, String reply) {
        answers.put(command, reply);
        return this;
    }

    FakeMx after(AfterGoAhead what) {
        afterGoAhead = what;
        return this;
    }

    MailHost host(String name) {
        return new MailHost(name, "127.0.0.1", listener.getLocalPort());
    }

    List<String> heard() {
        return heard;
    }

    /// The first words of what was heard.
    List<String> commands() {
        return heard.stream()
                .map(line -> line.replaceAll("(?s)^(\\S+ \\S+).*", "$1").replaceAll(":.*", ""))
                .toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                open.add(socket);
                int number = ++connections;
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            new Session(socket, number).run();
        } catch (IOException e) {
            heard.add(number + "! " + e.getMessage());
        }
    }

    private final class Session {
        private final Socket socket;
        private final int number;
        private InputStream in;
        private OutputStream out;
        private Optional<TlsLayer> layer = Optional.empty();
        private List<String> recipients = new ArrayList<>();

        Session(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        void run() throws IOException {
            if (onConnect) {
                handshake();
            }
            say(answers.getOrDefault("greeting", "220 mx"));
            while (true) {
                var line = line();
                if (line.isEmpty()) {
                    if (layer.isEmpty() || closesAfterTls) {
                        return;
                    }
                    heard.add(number + "t [close_notify]");
                    layer.get().end();
                    clear();
                    continue;
                }
                heard.add(number + (layer.isPresent() ? "t " : "c ") + line.get());
                if (!answer(line.get())) {
                    return;
                }
            }
        }

        private boolean answer(String line) throws IOException {
            var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            var here = answers.getOrDefault(line, answers.get(number + " " + verb));
            var said = here == null ? answers.get(verb) : here;
            if (said != null && said.equals("close")) {
                return false;
            }
            if (verb.equals("DATA") && said == null) {
                say("354 go");
                var text = text();
                heard.add(number + "> " + text);
                for (var recipient : lmtp ? recipients : List.of("")) {
                    say(answers.getOrDefault("text" + recipient, "250 queued"));
                }
                recipients = new ArrayList<>();
                return true;
            }
            say(said == null ? usual(verb) : said);
            if (verb.equals("RCPT") && said == null) {
                recipients.add(line.substring(8));
            }
            return verb.equals("STARTTLS") && said == null ? startTls() : !verb.equals("QUIT");
        }

        private String usual(String verb) {
            return switch (verb) {
                case "EHLO", "LHLO" -> {
                    var lines = new ArrayList<>(List.of("mx hello"));
                    extensions.stream()
                            .filter(word -> layer.isEmpty() || !word.equals("STARTTLS"))
                            .forEach(lines::add);
                    var text = new StringBuilder();
                    for (int i = 0; i < lines.size(); i++) {
                        text.append(i == 0 ? "" : "\r\n")
                                .append(i == lines.size() - 1 ? "250 " : "250-")
                                .append(lines.get(i));
                    }
                    yield text.toString();
                }
                case "STARTTLS" -> "220 go";
                case "QUIT" -> "221 bye";
                default -> "250 ok";
            };
        }

        private boolean startTls() throws IOException {
            switch (afterGoAhead) {
                case HANDSHAKE -> {
                    return handshake();
                }
                case HANG -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        return false;
                    }
                }
                case RESET -> socket.setSoLinger(true, 0);
                case WORDS -> say("554 I did not mean it");
                case INJECTION -> say("250 injected");
                case CLOSE -> {
                    return false;
                }
            }
            return false;
        }

        private boolean handshake() throws IOException {
            try {
                var begun = tls.orElseThrow().start(socket);
                layer = Optional.of(begun);
                in = begun.input();
                out = begun.output();
                return true;
            } catch (IOException e) {
                heard.add(number + "! " + e.getMessage());
                return false;
            }
        }

        private void clear() throws IOException {
            layer = Optional.empty();
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private String text() throws IOException {
            var text = new StringBuilder();
            for (var line = line(); line.isPresent() && !line.get().equals("."); line = line()) {
                text.append(line.get()).append('\n');
            }
            return text.toString();
        }

        private Optional<String> line() throws IOException {
            var line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    return Optional.empty();
                }
                if (octet != '\r') {
                    line.append((char) octet);
                }
            }
            return Optional.of(line.toString());
        }
    }
}
