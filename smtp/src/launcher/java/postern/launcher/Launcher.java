package postern.launcher;

/**
 * The first class of the jar. It is compiled for Java 8, so that an older JVM can load it and be told what is missing,
 * and does nothing but start {@code postern.smtp.cli.Main}.
 */
public final class Launcher {
    private static final int REQUIRED_RELEASE = 25;

    /** Exit status for wrong usage, here: the wrong JVM. */
    private static final int WRONG_USAGE = 2;

    private Launcher() {}

    /** Starts Postern, or says in one sentence which JVM it needs. */
    public static void main(String[] args) throws Exception {
        int release = releaseOf(System.getProperty("java.specification.version"));
        if (release < REQUIRED_RELEASE) {
            System.err.println("postern: Java " + REQUIRED_RELEASE + " or newer is needed; this is Java " + release
                    + " in " + System.getProperty("java.home")
                    + ". Set JAVA_HOME to a newer JDK and use the postern script.");
            System.exit(WRONG_USAGE);
        }
        Class.forName("postern.smtp.cli.Main").getMethod("main", String[].class).invoke(null, (Object) args);
    }

    /** "1.8" is release 8; "17" is release 17. */
    static int releaseOf(String specificationVersion) {
        String release =
                specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        return Integer.parseInt(release);
    }
}
