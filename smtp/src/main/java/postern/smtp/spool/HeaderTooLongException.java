package postern.smtp.spool;

import java.io.IOException;

/// A message's header is longer than anybody needs.
public final class HeaderTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    HeaderTooLongException(int limit) {
        super("the header has more than " + limit + " octets");
    }
}
