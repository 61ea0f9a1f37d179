package postern.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each public method that is given octets, numbers or keys says first of all what its running time depends on.
/// Read from the sources, because documentation is not in the classes.
class TimeIsDocumentedTest {
    private static final Path SOURCES = Path.of("src/main/java/postern/crypto");

    private static final List<String> PACKAGES =
            List.of("aead", "cipher", "dh", "ec", "hash", "kem", "key", "math", "mldsa", "random", "rsa");

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:sealed |non-sealed |final |abstract )*(class|interface|enum|record) ");

    /// What may be secret, or long.
    private static final Pattern MATERIAL = Pattern.compile("byte\\[]|\\b(?:Secret|Bytes|Span|Limbs|RandomSource"
            + "|RsaPrivateKey|RsaPublicKey|RsaPrivateNumbers|PrivateKey|PublicKey|MlDsaPrivateKey|MlDsaPublicKey"
            + "|BlockCipher|Modulus|DhGroup|Pair|SecretEnd)\\b");

    private static final Pattern METHOD = Pattern.compile("    (public )?(?!private|protected|return|throw)"
            + "(?!.*\\b(?:record|class|interface|enum)\\b.*\\()[A-Za-z@<][^=(]*\\(.*");

    private static final Pattern TELLS_TIME = Pattern.compile("Time (?:depends|is|as|and) .*");

    @Test
    void everyEntryTellsItsTimeFirst() throws IOException {
        var silent = new ArrayList<String>();
        int entries = 0;
        for (var name : PACKAGES) {
            for (var file : sources(SOURCES.resolve(name))) {
                for (var entry : entries(file)) {
                    entries++;
                    if (!TELLS_TIME.matcher(entry.documentation()).matches()) {
                        silent.add(name + "/" + file.getFileName() + ": " + entry.signature());
                    }
                }
            }
        }
        assertEquals(List.of(), silent);
        assertTrue(entries > 120, "entries found: " + entries);
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /// A method's signature, and the first line of its documentation.
    private record Entry(String signature, String documentation) {}

    private static List<Entry> entries(Path file) throws IOException {
        var text = Files.readString(file);
        var type = PUBLIC_TYPE.matcher(text);
        if (!type.find()) {
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        var documentation = "";
        boolean overrides = false;
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.startsWith("///")) {
                documentation = documentation.isEmpty() ? line.substring(3).strip() : documentation;
                continue;
            }
            if (line.startsWith("@") && !line.contains("(String")) {
                overrides |= line.startsWith("@Override");
                continue;
            }
            if (!overrides && isEntry(lines.get(i), type.group(1))) {
                var signature = signature(lines, i);
                if (MATERIAL.matcher(signature.substring(signature.indexOf('(')))
                        .find()) {
                    entries.add(new Entry(signature, documentation));
                }
            }
            documentation = "";
            overrides = false;
        }
        return entries;
    }

    private static boolean isEntry(String line, String kindOfType) {
        var method = METHOD.matcher(line);
        return method.matches() && (method.group(1) != null || kindOfType.equals("interface"));
    }

    private static String signature(List<String> lines, int from) {
        var signature = lines.get(from).strip();
        for (int i = from + 1; !signature.contains(")"); i++) {
            signature += " " + lines.get(i).strip();
        }
        return signature.substring(0, signature.lastIndexOf(')') + 1);
    }
}
