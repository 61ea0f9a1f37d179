package postern.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// The test vectors of Project Wycheproof (github.com/C2SP/wycheproof, folder `testvectors_v1`), which collects
/// inputs that implementations were found to get wrong. The files are not part of this project; tests find them in
/// the sub-folder `wycheproof` of the folder that the system property `postern.shared` names.
public final class Wycheproof {
    private Wycheproof() {}

    /// Every case of a file.
    ///
    /// @param file such as `hmac_sha256_test.json`
    /// @throws TestAbortedException if the file is missing: the test counts as skipped
    public static List<Case> cases(String file) {
        var path = Path.of(System.getProperty("postern.shared", "../shared"), "wycheproof", file);
        if (!Files.isReadable(path)) {
            throw new TestAbortedException("Wycheproof's " + file + " is not at " + path.toAbsolutePath()
                    + "; get it from github.com/C2SP/wycheproof and set -Dpostern.shared; this test is skipped");
        }
        try {
            var json = Json.object(Files.readString(path));
            return json.objects("testGroups").stream()
                    .flatMap(group -> group.objects("tests").stream().map(test -> new Case(file, group, test)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What an implementation must do with a case.
    public enum Result {
        /// Accept it, with the given output.
        VALID,
        /// Refuse it.
        INVALID,
        /// Either: legal but weak or unusual. The flags say why; each is decided by the test that meets it.
        ACCEPTABLE
    }

    /// One case.
    ///
    /// @param file where it stands
    /// @param group what it has in common with its neighbours: key, sizes, curve
    /// @param test its own values
    public record Case(String file, JsonObject group, JsonObject test) {
        /// What must be done with it.
        public Result result() {
            return switch (test.text("result")) {
                case "valid" -> Result.VALID;
                case "invalid" -> Result.INVALID;
                case "acceptable" -> Result.ACCEPTABLE;
                default -> throw new IllegalArgumentException(this + ": unknown result " + test.text("result"));
            };
        }

        /// Whether it is of the kind that the file's notes describe under this name.
        public boolean flagged(String flag) {
            return test.texts("flags").contains(flag);
        }

        /// The octets of one of its own values.
        public byte[] octets(String name) {
            return test.octets(name);
        }

        /// File, number and comment, for a failing test's message.
        @Override
        public String toString() {
            return file + " case " + test.number("tcId") + " (" + test.text("comment") + ")";
        }
    }
}
