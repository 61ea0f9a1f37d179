package postern.tls.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs `openssl` or `gnutls-cli`, with no configuration but its own.
final class RealTool {
    private RealTool() {}

    /// What a run printed. A tool that prints much is read until it ends, so it cannot block.
    record Run(int exit, String output, String errors) {}

    static boolean isInstalled(String tool) {
        try {
            return run(List.of(tool, tool.equals("openssl") ? "version" : "--version"))
                            .exit()
                    == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    static Run openSsl(List<String> flags, String string) {
        var words = new ArrayList<>(List.of("openssl", "ciphers"));
        words.addAll(flags);
        words.addAll(List.of("--", string));
        return run(words);
    }

    static Run gnuTls(String string) {
        return run(List.of("gnutls-cli", "-l", "--priority=" + string));
    }

    private static Run run(List<String> words) {
        try {
            var builder = new ProcessBuilder(words);
            builder.environment().put("OPENSSL_CONF", "/dev/null");
            builder.environment().put("GNUTLS_SYSTEM_PRIORITY_FILE", "/nonexistent");
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + words);
            }
            return new Run(process.exitValue(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
