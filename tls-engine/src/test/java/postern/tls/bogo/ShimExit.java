package postern.tls.bogo;

/// The shim's end that is not success: a status and words for stderr.
final class ShimExit extends Exception {
    private static final long serialVersionUID = 1L;

    /// "I do not implement that flag."
    static final int UNIMPLEMENTED = 89;

    private final int status;

    private ShimExit(int status, String words) {
        super(words);
        this.status = status;
    }

    static ShimExit unimplemented(String what) {
        return new ShimExit(UNIMPLEMENTED, "not implemented: " + what);
    }

    static ShimExit failure(String words) {
        return new ShimExit(1, words);
    }

    int status() {
        return status;
    }
}
