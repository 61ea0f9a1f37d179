/// Key exchange: how two ends that have never met come to share a secret (RFC 9846 §4.3.8, §7.4; RFC 8422 §5.10).
///
/// [postern.tls.kx.KeyShare] is all there is to know about TLS 1.3. Its shape is that of a key encapsulation: a
/// share, an answer, a secret. The curves behind it, alone or beside ML-KEM, are in `postern.crypto.kem`, the
/// prime fields in `postern.crypto.dh`.
///
/// The same class serves TLS 1.3, where shares travel in extensions of the hello messages, and TLS 1.2, where
/// they travel in ServerKeyExchange and ClientKeyExchange. What is refused is refused here, for both.
///
/// [postern.tls.kx.KeyExchange12] is what older versions can do besides: Diffie-Hellman with numbers of the
/// server's choice, and a secret that the client encrypts; [postern.tls.kx.SharedKeyExchange] mixes a key that
/// both have already into either of them.
@NullMarked
package postern.tls.kx;

import org.jspecify.annotations.NullMarked;
