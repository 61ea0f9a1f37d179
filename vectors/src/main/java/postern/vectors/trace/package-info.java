/// Does the running time depend on a secret? Watched, not believed.
///
/// [TracingLoader] loads a second copy of all classes of `postern`, whose bytecode tells [Trace] of everything
/// that processors and virtual machines are known to take variable time for: which way each conditional branch
/// went, the index of each array access and switch, the bounds of each array copy, the operands of each
/// division, remainder and unsigned comparison, the operands of each `BigInteger` operation. A test names what
/// is done with secrets, as [SecretOperations]; [Traces] does each of them with many different secrets and the
/// same public values and demands that the traces are the same from the first event to the last. Where they are
/// not, it names the line.
///
/// This proves nothing about paths that no run takes, nor about what a JIT compiler makes of the bytecode; it
/// is the same bargain as that of ctgrind and its kin (A. Langley, 2010), at the level that Java can see.
@NullMarked
package postern.vectors.trace;

import org.jspecify.annotations.NullMarked;
