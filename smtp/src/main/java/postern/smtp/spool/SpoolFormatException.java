package postern.smtp.spool;

import java.io.IOException;

/// A file of the spool is not as the spool writes it. The message is left alone: somebody has to look.
public final class SpoolFormatException extends IOException {
    private static final long serialVersionUID = 1;

    SpoolFormatException(String words) {
        super(words);
    }

    SpoolFormatException(String words, Exception cause) {
        super(words, cause);
    }
}
