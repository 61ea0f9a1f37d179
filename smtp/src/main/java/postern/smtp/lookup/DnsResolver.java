package postern.smtp.lookup;

import java.util.List;

/// Whom to ask for records of the domain name system. The answers come from the network and are tainted.
public interface DnsResolver {
    /// Nobody: every question fails for now.
    DnsResolver NONE = (type, name) -> new TryAgain("no DNS resolver is configured");

    /// Asks.
    ///
    /// @param type `A`, `AAAA`, `CNAME`, `MX`, `NS`, `PTR`, `SOA`, `SRV`, `TLSA`, `TXT`
    /// @param name the domain, without a dot at the end
    Answer ask(String type, String name);

    /// The answer.
    sealed interface Answer {}

    /// There are records.
    ///
    /// @param data each in its presentation format, the fields between blanks; of TXT the text without quotes
    record Records(List<String> data) implements Answer {}

    /// There are none.
    record Nothing() implements Answer {}

    /// It cannot be said now.
    ///
    /// @param reason why
    record TryAgain(String reason) implements Answer {}
}
