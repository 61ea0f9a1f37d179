package postern.smtp.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.smtp.route.MailHost;
import postern.smtp.route.UndecidedException;
import postern.smtp.spool.Maildir;
import postern.smtp.spool.Mbox;
import postern.smtp.wire.Mailbox;

/// Puts messages into files: `driver = appendfile`.
///
/// @param target where a recipient's mail goes; recipients with the same place share one copy
public record Appendfile(String name, Format format, Function<Mailbox, Path> target, Place place) implements Transport {
    /// How mail is laid out.
    public enum Format {
        /// A directory, a file for each message.
        MAILDIR,
        /// One file, messages separated by `From ` lines.
        MBOX
    }

    /// Where and when we are.
    ///
    /// @param hostName part of file names
    public record Place(String hostName, InstantSource clock) {}

    @Override
    public List<Fate> deliver(Parcel parcel, List<MailHost> hosts, Insistence insistence) {
        var fates = new ArrayList<Fate>();
        var byPath = new LinkedHashMap<Path, List<Mailbox>>();
        for (var recipient : parcel.recipients()) {
            try {
                byPath.computeIfAbsent(target.apply(recipient), _ -> new ArrayList<>())
                        .add(recipient);
            } catch (UndecidedException | IllegalArgumentException e) {
                var ending = new Fate.Ending.Deferred(FailureKind.OTHER, 0, String.valueOf(e.getMessage()));
                fates.add(new Fate(recipient, ending, Optional.empty()));
            }
        }
        byPath.forEach((path, recipients) -> {
            var ending = deliver(parcel.with(recipients), path);
            fates.addAll(Fate.ofAll(recipients, ending));
        });
        return fates;
    }

    private Fate.Ending deliver(Parcel parcel, Path path) {
        try (var text = withDeliveryFields(parcel)) {
            if (format == Format.MAILDIR) {
                maildir(parcel, path, text);
            } else {
                Mbox.at(path, place.clock()).append(parcel.sender().toString(), text);
            }
            return new Fate.Ending.Delivered("");
        } catch (IOException e) {
            var words = String.valueOf(e.getMessage());
            boolean full = words.contains("No space left") || words.contains("quota");
            return new Fate.Ending.Deferred(
                    full ? FailureKind.QUOTA : FailureKind.OTHER, 0, "while writing to " + path + ": " + words);
        }
    }

    /// If we were interrupted between a delivery and its record, the file is there already.
    private void maildir(Parcel parcel, Path path, InputStream text) throws IOException {
        var key = parcel.id() + "R" + Integer.toHexString(parcel.recipients().hashCode());
        var begun = Maildir.open(path, place.hostName(), place.clock()).begin(key);
        if (begun.isEmpty()) {
            return;
        }
        try (var delivery = begun.get()) {
            var buffer = new byte[16 * 1024];
            for (int n = text.read(buffer); n >= 0; n = text.read(buffer)) {
                delivery.write(buffer, 0, n);
            }
            delivery.commit();
        }
    }

    /// The fields of final delivery (RFC 5321 §4.4), as Exim spells them.
    private static InputStream withDeliveryFields(Parcel parcel) throws IOException {
        var recipients = parcel.recipients().stream().map(Object::toString).collect(Collectors.joining(",\n\t"));
        var fields = "Return-path: <" + parcel.sender() + ">\nEnvelope-to: " + recipients + "\n";
        return new SequenceInputStream(
                new ByteArrayInputStream(fields.getBytes(StandardCharsets.ISO_8859_1)),
                parcel.text().open());
    }

    /// One directory or file for everybody.
    public static Function<Mailbox, Path> everybody(Path path) {
        return _ -> path;
    }
}
