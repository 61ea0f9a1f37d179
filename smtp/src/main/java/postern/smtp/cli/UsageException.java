package postern.smtp.cli;

/// A command line in Exim's spelling that cannot be understood.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
