/// TLS as an engine: octets from the peer in, octets for the peer out.
///
/// Reading order:
///
/// 1. [postern.tls.TlsConfig]: what is allowed; refused with the option's name and the remedy if it makes no
/// sense.
/// 2. [postern.tls.TlsEngine]: one end of one connection; [postern.tls.Output]: what came of a call.
/// 3. [postern.tls.TlsSession]: what was agreed; [postern.tls.ChannelBinding]: what names the connection to
/// others.
///
/// ## The straight way of one record
///
/// ```
/// TlsSocket
///   │ octets                                                      ▲ octets, data
///   ▼                                                             │
/// TlsEngine.receive ──────────────────────────────────────────► Output
///   │                                                             ▲
///   ├─ RecordReader.next          whole records out of octets     │
///   │    └─ RecordProtection.open     verified, decrypted         │
///   ├─ HandshakeJoiner.next       whole messages out of records   │
///   ├─ HandshakeCodec.read        a message out of octets         │
///   ├─ State.receive              what follows from it: a Step    │
///   └─ TlsEngine.apply            does what the Step says:        │
///        ├─ Send        → RecordWriter.write → RecordProtection.seal
///        ├─ ReadWith    → RecordReader.protectWith
///        ├─ WriteWith   → RecordWriter.protectWith
///        └─ Learn       → TlsSession
/// ```
///
/// Calls go down and return; none goes back up. A layer knows the ones below it and nothing of the ones above:
/// records know no messages, states know no records, the engine knows no sockets. What a state wants done it
/// returns as an effect, so the states can be tested without an engine and the engine has no rules of the
/// handshake in it.
///
/// Whoever finds something wrong throws a [postern.tls.alert.TlsException] with the
/// [postern.tls.alert.Violation]'s name. It is caught in one place, `TlsEngine.guarded`, which sends the alert,
/// wipes the keys and keeps the reason for [postern.tls.Output#failure].
///
/// Time and randomness come from the configuration. With the same ones, the same octets come out: that is how the
/// trace of RFC 8448 is replayed.
@NullMarked
package postern.tls;

import org.jspecify.annotations.NullMarked;
