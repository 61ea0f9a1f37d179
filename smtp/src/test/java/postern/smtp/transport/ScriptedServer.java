package postern.smtp.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that says what a test tells it, line by line, and remembers what it heard. One script a connection; a
/// script's
/// first reply is the greeting, `null` closes. Text after a 354 is swallowed up to its final dot.
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<List<String>> scripts;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /// One connection.
    public ScriptedServer(List<String> script) throws IOException {
        this(script, List.of());
    }

    ScriptedServer(List<String> first, List<String> second) throws IOException {
        this.scripts = second.isEmpty() ? List.of(first) : List.of(first, second);
        this.listener = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        this.thread = Thread.ofVirtual().start(this::serve);
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /// All lines of all connections; a message's text is one element.
    public List<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thread.interrupt();
    }

    private void serve() {
        try {
            for (var script : scripts) {
                try (var socket = listener.accept()) {
                    converse(socket, script);
                }
            }
        } catch (IOException e) {
            heard.add("[" + e.getMessage() + "]");
        }
    }

    private void converse(Socket socket, List<String> script) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        boolean text = false;
        for (var reply : script) {
            if (!reply.equals(script.getFirst())) {
                heard.add(text ? readText(in) : String.valueOf(in.readLine()));
            }
            socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            text = reply.startsWith("354");
        }
    }

    private static String readText(BufferedReader in) {
        var text = new StringBuilder();
        try {
            for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                text.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
