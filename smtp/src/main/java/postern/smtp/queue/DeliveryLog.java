package postern.smtp.queue;

import java.util.stream.Collectors;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageId;
import postern.smtp.transport.Fate;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.HostReport;

/// One message's deliveries in the main log, in Exim's lines: `=>` delivered, `->` in the same delivery, `==`
/// deferred, `**` failed.
final class DeliveryLog {
    private final MainLog log;
    private final MessageId id;

    DeliveryLog(MainLog log, MessageId id) {
        this.log = log;
        this.id = id;
    }

    /// How one address fared.
    ///
    /// @param arrow `=>` for the first of a delivery, `->` for others
    void line(String arrow, Item item, Fate fate) {
        var host = fate.at().map(HostReport::toString).orElse("");
        var way = way(item);
        switch (fate.ending()) {
            case Ending.Delivered(var words) ->
                note(arrow + " " + way + host + (words.isEmpty() ? "" : " C=\"" + words.replace('"', '\'') + "\""));
            case Ending.Deferred(var _, var code, var words) ->
                note("== " + way + " defer (" + code + ")" + host + ": " + words);
            case Ending.NotDue(var words) -> note("== " + way + " defer (-53): " + words);
            case Ending.Failed(var words) -> note("** " + way + host + ": " + words);
            case Ending.Busy _ -> {
                // Will be told when it has been tried.
            }
        }
    }

    /// An address that went to nobody, on purpose.
    void discarded(String recipient) {
        note("=> :blackhole: <" + recipient + ">");
    }

    void note(String words) {
        log.note(id + " " + words);
    }

    /// `address <parents> R=router T=transport`.
    private static String way(Item item) {
        var parents = item.leaf().parents().reversed().stream()
                .map(parent -> " <" + parent + ">")
                .collect(Collectors.joining());
        return item.leaf().address()
                + parents
                + (item.leaf().router().isEmpty() ? "" : " R=" + item.leaf().router())
                + item.transport().map(name -> " T=" + name).orElse("");
    }
}
