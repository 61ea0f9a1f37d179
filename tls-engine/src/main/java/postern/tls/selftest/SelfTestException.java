package postern.tls.selftest;

import org.jspecify.annotations.Nullable;

/// The self-test could not be run: no directory, no files, or a file that is no JSON.
public final class SelfTestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong and with which file.
    public SelfTestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
