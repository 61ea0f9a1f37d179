package postern.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;

/// Rule 4: the two doors through which a secret can leave, `Secret.expose` and `ConstantTime.declassify`, are used by
/// the
/// methods on the checked-in list and by no other. An auditor reads the list; a change to it shows in a review.
///
/// When this test fails, look at the new caller first; if it is right, put its line into `secret-doors.txt`.
class SecretDoorsTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ArchitectureTest.MainCode())
            .importPackages("postern");

    @Test
    void onlyListedMethodsUseTheDoors() throws IOException {
        assertEquals(listed(), callers(), "callers of Secret.expose and ConstantTime.declassify");
    }

    private static String callers() {
        return MAIN.stream()
                .flatMap(javaClass -> Stream.concat(
                        javaClass.getMethodCallsFromSelf().stream(), javaClass.getMethodReferencesFromSelf().stream()))
                .filter(use -> isDoor(use.getTargetOwner().getFullName(), use.getName()))
                .map(use -> use.getName() + " " + use.getOriginOwner().getFullName() + "#"
                        + use.getOrigin().getName())
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static boolean isDoor(String owner, String method) {
        return owner.equals(Secret.class.getName()) && method.equals("expose")
                || owner.equals(ConstantTime.class.getName()) && method.equals("declassify");
    }

    private static String listed() throws IOException {
        try (var list = SecretDoorsTest.class.getResourceAsStream("secret-doors.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        }
    }
}
