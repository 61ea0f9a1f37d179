package postern.crypto.kernel;

import java.util.Locale;
import java.util.Optional;

/// The one way to `postern.crypto.simd`, which can be loaded only in a JVM that has the incubating module.
public final class Kernels {
    /// The system property that overrides the switches.
    public static final String PROPERTY = "postern.simd";

    /// The module that a JVM lacks unless it was started with `--add-modules`.
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final String NAME = "postern.crypto.simd.VectorKernels";

    private static final Mode MODE = mode(System.getProperty(PROPERTY, "auto"));
    private static final boolean AVAILABLE =
            MODE != Mode.OFF && ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();

    private Kernels() {}

    /// When the fast forms are taken.
    enum Mode {
        /// Once they are faster.
        AUTO,
        /// Never.
        OFF,
        /// From the first octet on.
        FORCE
    }

    /// @throws IllegalArgumentException if the property has another value than the three
    static Mode mode(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "auto" -> Mode.AUTO;
            case "off" -> Mode.OFF;
            case "force" -> Mode.FORCE;
            default ->
                throw new IllegalArgumentException(
                        "system property " + PROPERTY + " is " + value + "; it has to be auto, off or force");
        };
    }

    static Mode mode() {
        return MODE;
    }

    /// Whether this JVM can load the fast forms, and they are not switched off.
    static boolean areAvailable() {
        return AVAILABLE;
    }

    /// The fast forms, loaded on the first call, which takes some hundredths of a second: for whoever will use them.
    ///
    /// @throws IllegalStateException if they are not available
    public static KernelSource source() {
        if (!AVAILABLE) {
            throw new IllegalStateException(missing().orElseThrow());
        }
        return Loaded.SOURCE;
    }

    /// What this JVM lacks and what to do about it, in one sentence; empty if nothing.
    public static Optional<String> missing() {
        if (AVAILABLE) {
            return Optional.empty();
        }
        if (MODE == Mode.OFF) {
            return Optional.of("the vector code of the record ciphers is switched off by -D" + PROPERTY + "=off");
        }
        return Optional.of("the record ciphers run without vector code, several times slower than they could: start"
                + " java with --add-modules " + VECTOR_MODULE + ", as the script postern does");
    }

    /// Loaded on first use.
    private static final class Loaded {
        static final KernelSource SOURCE = load();

        private static KernelSource load() {
            try {
                return Class.forName(NAME)
                        .asSubclass(KernelSource.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(NAME + " is a part of this jar and cannot be loaded", e);
            }
        }
    }
}
