package postern.smtp.transport;

import postern.smtp.route.MailHost;

/// What is remembered about hosts from one message to the next.
public interface HostMemory {
    /// Whether it may be tried: it did not fail, or its time has come.
    boolean isDue(MailHost host);

    /// It does not work at present.
    void failed(MailHost host, FailureKind kind, String words);

    /// It works.
    void worked(MailHost host);

    /// Remembers nothing.
    HostMemory NONE = new HostMemory() {
        @Override
        public boolean isDue(MailHost host) {
            return true;
        }

        @Override
        public void failed(MailHost host, FailureKind kind, String words) {
            // Forgotten at once.
        }

        @Override
        public void worked(MailHost host) {
            // Nothing was remembered.
        }
    };
}
