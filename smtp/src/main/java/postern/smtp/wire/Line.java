package postern.smtp.wire;

import postern.crypto.bytes.Bytes;

/// What a [LineReader] found where a line should be.
public sealed interface Line {
    /// A line, without its CR LF.
    record Text(Bytes octets) implements Line {}

    /// A line longer than allowed; it was read to its end and dropped.
    record TooLong() implements Line {}

    /// A line of which no end is in sight; what follows cannot be understood any more.
    record Endless() implements Line {}

    /// A CR without LF, or an LF without CR (RFC 5321 §2.3.8); what follows cannot be understood any more.
    record BareNewline() implements Line {}

    /// The stream ended; octets of an unfinished line are dropped.
    record EndOfInput() implements Line {}
}
