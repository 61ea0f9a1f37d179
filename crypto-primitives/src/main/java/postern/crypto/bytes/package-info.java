/// What everything else is made of: octets that may be seen, octets that may not, and arithmetic that does not tell.
///
/// Reading order:
///
/// 1. [postern.crypto.bytes.Bytes]: immutable public octets; equality, hex, slices.
/// 2. [postern.crypto.bytes.Secret]: octets that are wiped when done and never printed. It has one door,
///    [postern.crypto.bytes.Secret#expose()], and the callers of that door stand on a checked-in list.
/// 3. [postern.crypto.bytes.ConstantTime]: masks, selection and comparison without a branch, and
///    [postern.crypto.bytes.ConstantTime#declassify(int)], the one place where a mask becomes a decision.
/// 4. [postern.crypto.bytes.Endian]: integers in and out of octets.
/// 5. [postern.crypto.bytes.Span]: a reusable window on an array, so that the record path need not allocate.
///
/// Why two types instead of `byte[]`: an array says neither who may change it nor whether it may be shown. `Bytes`
/// in a record makes the record immutable and comparable; `Secret` in a record keeps a key out of every `toString`.
/// A bare array lives only inside a kernel and on the record path.
@NullMarked
package postern.crypto.bytes;

import org.jspecify.annotations.NullMarked;
