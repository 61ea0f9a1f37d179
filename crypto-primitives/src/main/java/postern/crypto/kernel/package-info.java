/// Where the fast forms of an algorithm plug in, and how it is decided that one of them runs.
///
/// The readable classes of `hash`, `cipher` and `aead` need no vector instructions and know nothing of them.
/// Their fast forms live in `postern.crypto.simd`, which needs an incubating module that a JVM has only if it
/// was started with `--add-modules jdk.incubator.vector`. Between the two stands this package:
///
/// 1. [postern.crypto.kernel.AeadKernel]: what a fast form of an authenticated cipher does.
///    [postern.crypto.kernel.ChaChaKernel], [postern.crypto.kernel.Poly1305Kernel]: the two parts of another;
///    [postern.crypto.kernel.AesCbcKernel]: a block cipher and its mode in one.
/// 2. [postern.crypto.kernel.KernelSource]: what `simd` offers; [postern.crypto.kernel.Kernels] finds it, or
///    says why there is none.
/// 3. [postern.crypto.kernel.KernelSwitch]: one for each algorithm; decides when the fast form is taken.
///
/// The RSA key's pair of powers plugs in the same way: [postern.crypto.kernel.TwinProduct] is what its fast
/// form does, and `postern.crypto.math.TwinModulus` holds the switch.
///
/// **Why a switch.** Until the JVM's second compiler has compiled it, code of the Vector API is some hundred
/// times slower than plain code: it makes an object of every vector. So a process starts with the plain code.
/// Once an algorithm has processed some bulk, a daemon thread of low priority trains the fast form on made-up
/// data until the clock says that it is faster, and only then is it taken. On a machine where that never comes
/// true (an interpreter, no wide vectors), the plain code stays. A process that moves no bulk trains nothing.
///
/// The system property `postern.simd` overrides the switch: `off`, plain code always; `force`, the fast form
/// from the first octet on, for tests; `auto`, as described, is the default.
@NullMarked
package postern.crypto.kernel;

import org.jspecify.annotations.NullMarked;
