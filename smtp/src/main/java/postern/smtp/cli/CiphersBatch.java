package postern.smtp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.tls.cli.GnuTlsCiphers;
import postern.tls.cli.OpenSslCiphers;
import postern.tls.policy.SuiteWorld;
import postern.tls.selftest.JsonReader;

/// `postern ciphers --batch`: a JSON object a line in, one a line out, in the same order.
///
/// In: `{"id", "input", "flags"}` for OpenSSL, `{"id", "input", "config"}` for GnuTLS; `"kind"` says which, if
/// neither of the last does. Out: `{"id", "exit", "out", "err"}`, or `{"id", "exit", "error", "suites",
/// "protocols", …}`.
record CiphersBatch(SuiteWorld world, boolean gnuTls) {
    /// Answers every line.
    ///
    /// @throws IOException if a line cannot be read
    /// @throws CommandException if one is not such an object
    void answer(BufferedReader in, PrintWriter out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.println(Json.write(answer(line)));
            }
        }
        out.flush();
    }

    private Map<String, Object> answer(String line) {
        try {
            var request = JsonReader.object(line).members();
            var answer = new LinkedHashMap<String, Object>();
            Optional.ofNullable(request.get("id")).ifPresent(id -> answer.put("id", id));
            var input = Optional.ofNullable(request.get("input")).map(Object::toString);
            boolean forGnuTls = gnuTls || "gnutls".equals(request.get("kind")) || request.containsKey("config");
            if (forGnuTls) {
                var config = Optional.ofNullable(request.get("config")).map(Object::toString);
                answer.putAll(GnuTlsCiphers.of(input.orElse("NORMAL"), config).fields());
            } else {
                openSsl(input, strings(request.get("flags")), answer);
            }
            return answer;
        } catch (IllegalArgumentException e) {
            throw new CommandException("in the line " + line + ": " + e.getMessage(), e);
        }
    }

    private void openSsl(Optional<String> input, List<String> flags, Map<String, Object> fields) {
        var answer = OpenSslCiphers.of(flags, world).answer(input);
        fields.put("exit", answer.exit());
        fields.put("out", answer.names());
        fields.put("err", answer.errors());
        fields.put("where", answer.where());
        fields.put("text", answer.lines().stream().map(String::stripTrailing).toList());
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of();
    }
}
