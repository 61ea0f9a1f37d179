package postern.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.Console;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The house rules that a machine can check, over the main code of all modules: which package may use which, no
/// foreign cryptography, sockets only at the rim, and names that say what a class is.
///
/// A rule is listed by its number in the README.
@AnalyzeClasses(packages = "postern", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {
    /// Neither tests nor the published vectors, which use the JDK's providers as oracles.
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.contains("/vectors");
        }
    }

    private static final String[] LANGUAGE = {"java..", "org.jspecify.."};

    // Rule 1: no cycles, and layers that do not blur.

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CRYPTO_USES_ONLY_THE_LANGUAGE =
            packages("postern.crypto..").mayUse("postern.crypto..", "jdk.incubator.vector..");

    @ArchTest
    static final ArchRule KERNELS_ALONE_USE_THE_INCUBATOR = noClasses()
            .that(not(resideInAPackage("postern.crypto.simd")))
            .should()
            .dependOnClassesThat(resideInAPackage("jdk.incubator.."));

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_KERNELS = noClasses()
            .that(not(resideInAPackage("postern.crypto.simd")))
            .should()
            .dependOnClassesThat(resideInAPackage("postern.crypto.simd"));

    @ArchTest
    static final ArchRule THE_WAY_TO_KERNELS_STANDS_ON_BYTES =
            packages("postern.crypto.kernel").mayUse("postern.crypto.bytes", "postern.crypto.kernel");

    @ArchTest
    static final ArchRule BYTES_USE_NOTHING = packages("postern.crypto.bytes").mayUse("postern.crypto.bytes");

    @ArchTest
    static final ArchRule MATH_AND_ASN1_STAND_ON_BYTES = packages("postern.crypto.math", "postern.crypto.asn1")
            .mayUse(
                    "postern.crypto.bytes",
                    "postern.crypto.math",
                    "postern.crypto.kernel",
                    "postern.crypto.asn1",
                    "postern.crypto.random");

    @ArchTest
    static final ArchRule HASHES_AND_CIPHERS_STAND_ON_BYTES = packages("postern.crypto.hash", "postern.crypto.cipher")
            .mayUse(
                    "postern.crypto.bytes",
                    "postern.crypto.math",
                    "postern.crypto.kernel",
                    "postern.crypto.hash",
                    "postern.crypto.cipher");

    @ArchTest
    static final ArchRule KEYS_STAND_ON_TOP_OF_CRYPTO = noClasses()
            .that(resideInAPackage("postern.crypto..").and(not(resideInAPackage("postern.crypto.key"))))
            .should()
            .dependOnClassesThat(resideInAPackage("postern.crypto.key"));

    @ArchTest
    static final ArchRule TLS_USES_CRYPTO_AND_SLF4J =
            packages("postern.tls..").mayUse("postern.tls..", "postern.crypto..", "org.slf4j..");

    @ArchTest
    static final ArchRule ALERTS_CODEC_AND_PARAMETERS_ARE_THE_FLOOR = packages(
                    "postern.tls.alert", "postern.tls.codec", "postern.tls.param")
            .mayUse("postern.crypto..", "postern.tls.alert", "postern.tls.codec", "postern.tls.param");

    @ArchTest
    static final ArchRule MESSAGES_STAND_ON_THE_FLOOR = packages("postern.tls.message")
            .mayUse(
                    "postern.crypto..",
                    "postern.tls.alert",
                    "postern.tls.codec",
                    "postern.tls.param",
                    "postern.tls.message");

    @ArchTest
    static final ArchRule RECORDS_KNOW_NO_MESSAGES = packages("postern.tls.record")
            .mayUse(
                    "postern.crypto..",
                    "postern.tls.alert",
                    "postern.tls.codec",
                    "postern.tls.param",
                    "postern.tls.schedule",
                    "postern.tls.record");

    @ArchTest
    static final ArchRule PKI_USES_CRYPTO_ONLY =
            packages("postern.tls.pki..").mayUse("postern.crypto..", "postern.tls.pki..");

    @ArchTest
    static final ArchRule HANDSHAKE_KNOWS_NEITHER_RECORDS_NOR_THE_ENGINE = noClasses()
            .that(resideInAPackage("postern.tls.handshake.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("postern.tls.record..", "postern.tls", "postern.tls.io..", "postern.tls.cli.."));

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_SOCKETS_AND_NO_TOOLS = noClasses()
            .that(resideInAPackage("postern.tls"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("postern.tls.io..", "postern.tls.cli.."));

    @ArchTest
    static final ArchRule EXPANSION_KNOWS_NEITHER_LISTS_NOR_LOOKUPS =
            packages("postern.smtp.expand").mayUse("postern.crypto..", "postern.tls.pki..", "postern.smtp.expand");

    @ArchTest
    static final ArchRule LISTS_AND_LOOKUPS_STAND_ON_EXPANSION = packages("postern.smtp.list", "postern.smtp.lookup")
            .mayUse("postern.smtp.expand", "postern.smtp.list", "postern.smtp.lookup");

    // Rule 2: no JCA, no JSSE.

    @ArchTest
    static final ArchRule NO_FOREIGN_CRYPTOGRAPHY = noClasses()
            .that(not(resideInAPackage("postern.crypto.random").and(simpleName("Entropy"))))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("javax.crypto..", "javax.net.ssl..", "java.security..", "sun..", "com.sun..")
                            .or(resideInAPackage("org.bouncycastle..")));

    @ArchTest
    static final ArchRule ENTROPY_USES_SECURE_RANDOM_ALONE = noClasses()
            .that(resideInAPackage("postern.crypto.random").and(simpleName("Entropy")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("javax.crypto..", "javax.net.ssl..", "java.security..")
                    .and(not(type(SecureRandom.class).or(type(NoSuchAlgorithmException.class)))));

    // Rule 5: sockets only at the rim; clock and randomness are passed in.

    @ArchTest
    static final ArchRule SOCKETS_ONLY_AT_THE_RIM = noClasses()
            .that(not(resideInAnyPackage(
                    "postern.tls.io",
                    "postern.tls.cli",
                    "postern.smtp.io",
                    "postern.smtp.server",
                    "postern.smtp.transport",
                    "postern.smtp.cli")))
            .should()
            .dependOnClassesThat(DescribedPredicate.or(
                    assignableTo(Socket.class),
                    assignableTo(ServerSocket.class),
                    assignableTo(DatagramSocket.class),
                    assignableTo(NetworkChannel.class)));

    @ArchTest
    static final ArchRule NO_CLOCK_BEFORE_THE_RIM = noClasses()
            .that(resideInAnyPackage("postern.crypto..", "postern.tls..")
                    .and(not(resideInAnyPackage("postern.tls.io", "postern.tls.cli"))))
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    // Rule 7: names, and who may print.

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)(\\$.*)?");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses()
            .that(not(resideInAnyPackage("postern.smtp.cli", "postern.tls.cli", "postern.launcher")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat(type(Console.class));

    private static DescribedPredicate<JavaClass> assignableTo(Class<?> type) {
        return JavaClass.Predicates.assignableTo(type);
    }

    private static DescribedPredicate<JavaClass> simpleName(String name) {
        return JavaClass.Predicates.simpleName(name);
    }

    /// Every package is a slice of its own, a sub-package included.
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }

    private static Packages packages(String... names) {
        return new Packages(List.of(names));
    }

    /// "These packages may use those, and the language." A package that does not exist yet breaks no rule.
    private record Packages(List<String> names) {
        ArchRule mayUse(String... allowed) {
            var all = new ArrayList<>(List.of(LANGUAGE));
            all.addAll(List.of(allowed));
            return ArchRuleDefinition.classes()
                    .that(resideInAnyPackage(names.toArray(String[]::new)))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(all.toArray(String[]::new)).or(arrays()))
                    .allowEmptyShould(true);
        }

        private static DescribedPredicate<JavaClass> arrays() {
            return DescribedPredicate.describe(
                    "primitive", c -> c.getBaseComponentType().isPrimitive());
        }
    }
}
