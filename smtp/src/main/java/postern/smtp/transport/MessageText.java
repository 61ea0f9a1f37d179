package postern.smtp.transport;

import java.io.IOException;
import java.io.InputStream;

/// The text of a message, which can be read as often as a delivery has to begin again.
@FunctionalInterface
public interface MessageText {
    /// From its first octet; the reader closes it.
    InputStream open() throws IOException;
}
