package postern.smtp.log;

import java.util.Optional;
import postern.smtp.message.Arrival;

/// The fields of a `<=` line, in Exim's order.
///
/// @param chunking whether the message came by BDAT
/// @param size in octets, as stored, with the Received field
/// @param messageId what its Message-ID field says
public record AcceptedLine(Arrival arrival, Transfer chunking, long size, Optional<String> messageId) {
    /// The command that brought a message.
    public enum Transfer {
        /// DATA.
        DATA,
        /// BDAT.
        BDAT
    }

    /// The fields, with a blank before each.
    @Override
    public String toString() {
        return " H=" + arrival.host()
                + " P=" + arrival.protocol()
                + arrival.protection().map(p -> " X=" + p).orElse("")
                + (chunking == Transfer.BDAT ? " K" : "")
                + " S=" + size
                + messageId.map(id -> " id=" + id).orElse("");
    }
}
