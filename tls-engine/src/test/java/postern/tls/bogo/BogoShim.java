package postern.tls.bogo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The program that the runner starts: one test, or resident with `--daemon PORT`, where each connection is a
/// test.
///
/// A request is a count of arguments and each argument with its length; the answer is the exit status, and what
/// would have gone to stderr with its length. All numbers are 32 bits, big-endian.
public final class BogoShim {
    private static final String HANDSHAKER = "-is-handshaker-supported";
    private static final int MAX_ARGUMENTS = 1 << 12;
    private static final int MAX_ARGUMENT_LENGTH = 1 << 20;

    private BogoShim() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--daemon")) {
            serve(Integer.parseInt(arguments[1]));
            return;
        }
        if (List.of(arguments).contains(HANDSHAKER)) {
            System.out.println("No");
            return;
        }
        var result = run(List.of(arguments));
        // The runner takes a single line break for an error.
        if (!result.words().isEmpty()) {
            System.err.println(result.words());
        }
        System.exit(result.status());
    }

    private record Result(int status, String words) {}

    private static Result run(List<String> arguments) {
        if (arguments.contains(HANDSHAKER)) {
            return new Result(0, "No");
        }
        try {
            play(arguments);
            return new Result(0, "");
        } catch (ShimExit e) {
            return new Result(e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Result(1, "INTERNAL_ERROR: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    /// A connection, and then as many as shall resume it.
    private static void play(List<String> arguments) throws ShimExit {
        int resumptions =
                ShimFlags.of(arguments, "-on-initial").number("-resume-count").orElse(0);
        var memory = new ShimConfig.Memory(Instant.now());
        for (int i = 0; i <= resumptions; i++) {
            var flags = ShimFlags.of(arguments, i == 0 ? "-on-initial" : "-on-resume");
            ShimConnection.run(flags, ShimFlags.of(arguments, "-on-retry"), memory);
            memory = memory.resuming();
        }
    }

    private static void serve(int port) throws IOException {
        try (var listener = new ServerSocket(port, 256, InetAddress.getLoopbackAddress())) {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            var result = run(arguments(in));
            var words = result.words().getBytes(StandardCharsets.UTF_8);
            var out = new DataOutputStream(client.getOutputStream());
            out.writeInt(result.status());
            out.writeInt(words.length);
            out.write(words);
            out.flush();
        } catch (IOException e) {
            System.err.println("bogo-shim: a request broke: " + e);
        }
    }

    private static List<String> arguments(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), MAX_ARGUMENTS);
        var arguments = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var octets = in.readNBytes(bounded(in.readInt(), MAX_ARGUMENT_LENGTH));
            // ISO 8859-1 keeps every octet as it came.
            arguments.add(new String(octets, StandardCharsets.ISO_8859_1));
        }
        return arguments;
    }

    private static int bounded(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("the request says " + number + ", at most " + most + " are taken");
        }
        return number;
    }
}
