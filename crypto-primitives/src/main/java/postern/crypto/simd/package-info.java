/// Kernels for the record path, written with the incubating Vector API: the only user of an incubating module.
///
/// They are found by name, through `postern.crypto.kernel`, in a JVM that was started with the module, and
/// nothing else depends on them. Each is equal to a readable class, its reference, which a test shows at every
/// length.
///
/// 1. `VectorWidth`: 128, 256 or 512 bits, decided when the kernels are loaded. All three are tested.
/// 2. `ChaChaLanes`: one block of keystream in each lane, transposed at the end; equal to
///    `postern.crypto.cipher.ChaCha20`.
/// 3. `Poly1305Lanes`: one polynomial in each lane, by powers of r; equal to `postern.crypto.aead.Poly1305`.
/// 4. `AesGcmKernel`: AES-GCM, from the next two; equal to `postern.crypto.aead.Gcm`.
/// 5. `AesKeystream`: AES in counter mode, its S-box in registers; equal to `postern.crypto.cipher.CounterMode`.
/// 6. `VectorGhash`: eight blocks at a time, sixteen times that to one reduction; equal to
///    `postern.crypto.aead.Ghash`.
/// 7. `AesCbcLanes`: the same S-box in CBC mode; equal to `postern.crypto.cipher.Aes` in `CbcMode`. Only offered
///    where vectors have 512 bits.
///
/// The time of each depends on the number of octets alone: vector additions, multiplications, shifts, rotations
/// and exchanges of lanes by fixed patterns.
///
/// Those of AES-GCM are written for vectors of 512 bits and an instruction that selects octets from two registers
/// (AVX-512 VBMI). Elsewhere they compute the same, but slowly: the switch then measures that, and keeps the
/// plain code.
///
/// **Traps.**
///
/// - In a large method the compiler silently stops inlining helper methods of ours (its count of nodes is
///   exhausted); from then on every vector is an object, and the kernel ten times slower. Methods of the Vector
///   API stay inlined, so kernels are written out flat, and a test shows that nothing is allocated.
/// - A path that was never taken in training is not compiled: the first record that takes it throws the whole
///   kernel back into the interpreter. So training uses every kind of length and tail.
/// - Mixing the instructions of AES and GHASH in one loop gains nothing where vectors of 512 bits are done in two
///   halves (Zen 4): either alone keeps the vector units busy. There a round of AES on a vector takes nine
///   cycles, of which selections and comparisons are six.
/// - The first compiler, too, has a limit: a method with some hundred accesses to memory and selections makes
///   it run "out of virtual registers", and what it cannot compile the second never gets to see.
///   `PrintCompilation` shows it as `COMPILE SKIPPED`. Two smaller kernels, with an array between them, are the
///   remedy.
/// - An array begins 16 octets behind a multiple of 8, so each vector of 64 octets that is read from it lies in
///   two lines of the cache and takes twice the time. Tables that are read all the time are better kept as single
///   values that are spread over the lanes.
/// - Arithmetic shifts of octets are slow; a comparison with zero is not.
@NullMarked
package postern.crypto.simd;

import org.jspecify.annotations.NullMarked;
