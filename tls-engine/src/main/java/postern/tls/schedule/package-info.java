/// The key schedules: from what two ends agreed on to the keys they use.
///
/// Reading order for TLS 1.3 (RFC 9846 §7):
///
/// 1. [postern.tls.schedule.Transcript]: the hash of all that was said, which goes into nearly every key.
/// 2. [postern.tls.schedule.EarlySecret], [postern.tls.schedule.HandshakeSecret],
/// [postern.tls.schedule.MainSecret]: the
///    three stages of the RFC's diagram, each a type that the stage before makes and that wipes it.
/// 3. [postern.tls.schedule.TrafficSecret]: what a stage gives for one direction, and from it
///    [postern.tls.schedule.RecordKeys] for the record layer.
/// 4. [postern.tls.schedule.FinishedMac] and [postern.tls.schedule.FinishedVerified]: the check of a Finished
///    message and the proof that it was made.
/// 5. [postern.tls.schedule.ExporterSecret] and [postern.tls.schedule.ResumptionSecret]: what other protocols
///    and later connections may take from this one.
///
/// And for TLS 1.0 to 1.2 (RFC 5246 §5, §6.3, §8.1; RFC 4346 §5):
///
/// 6. [postern.tls.schedule.CipherSpec], [postern.tls.schedule.Prf], [postern.tls.schedule.MasterSecret],
/// [postern.tls.schedule.KeyBlock].
///
/// A read-only view for a key log is [postern.tls.schedule.NamedSecret].
///
/// Why so many types: every one is a secret of some octets, and nothing but its type would keep the handshake's
/// key from being used for data. With them, `early.handshakeSecret(suite, shared).clientTraffic(hellos)` is the
/// only way there, and it reads like the diagram.
@NullMarked
package postern.tls.schedule;

import org.jspecify.annotations.NullMarked;
