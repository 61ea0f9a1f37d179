package postern.tls.handshake.tls13;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.schedule.ExporterSecret;
import postern.tls.schedule.TrafficSecret;

/// The secrets behind the keys for application data (RFC 9846 §7.1).
///
/// @param reading for what the peer sends
/// @param writing for what we send
/// @param exporter makes keys for protocols above
public record ApplicationKeys(TrafficSecret reading, TrafficSecret writing, ExporterSecret exporter) {
    /// The same with the peer's next keys.
    ApplicationKeys withReading(TrafficSecret next) {
        return new ApplicationKeys(next, writing, exporter);
    }

    /// The same with our next keys.
    ApplicationKeys withWriting(TrafficSecret next) {
        return new ApplicationKeys(reading, next, exporter);
    }

    /// What a key log wants to know.
    public List<LogSecret> log(Bytes clientRandom) {
        return List.of(
                new LogSecret(reading, clientRandom),
                new LogSecret(writing, clientRandom),
                new LogSecret(exporter, clientRandom));
    }

    /// Wipes the secrets.
    public void wipe() {
        reading.close();
        writing.close();
        exporter.close();
    }
}
