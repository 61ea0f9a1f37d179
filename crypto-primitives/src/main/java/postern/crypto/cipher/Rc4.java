package postern.crypto.cipher;

import java.util.Arrays;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;

/// RC4: the stream cipher of the oldest cipher suites (never published by its author; as described in
/// draft-kaukonen-cipher-arcfour-03, test vectors in RFC 6229).
///
/// **Broken, and prohibited in TLS (RFC 7465).** Its keystream is biased, and a cookie sent often enough can be
/// read (AlFardan et al. 2013). It is here to speak with a peer that has nothing else, where the operator has
/// said so.
///
/// **Not constant-time, and it cannot be.** The state is a permutation of the 256 octets, and its algorithm is to
/// look up and exchange places that depend on the key. Who shares the cache may learn about the key.
///
///     i = i + 1,  j = j + S[i],  exchange S[i] and S[j],  keystream: S[S[i] + S[j]]      (modulo 256)
///
/// Confined to one thread.
public final class Rc4 implements AutoCloseable {
    private static final int STATES = 256;

    private final byte[] s = new byte[STATES];
    private int i;
    private int j;

    /// Time and memory accesses depend on the key. A keystream from its beginning.
    ///
    /// @param key 1 to 256 octets; stays the caller's and may be closed at once
    /// @throws IllegalArgumentException if it has another length
    public Rc4(Secret key) {
        if (key.length() < 1 || key.length() > STATES) {
            throw new IllegalArgumentException("an RC4 key has 1 to 256 octets, not " + key.length());
        }
        var octets = key.expose();
        for (int k = 0; k < STATES; k++) {
            s[k] = (byte) k;
        }
        int at = 0;
        for (int k = 0; k < STATES; k++) {
            at = at + s[k] + octets[k % octets.length] & 0xff;
            exchange(k, at);
        }
    }

    private void exchange(int a, int b) {
        byte kept = s[a];
        s[a] = s[b];
        s[b] = kept;
    }

    /// Time and memory accesses depend on the key. Adds the next octets of keystream to `in` and writes the sum
    /// to `out`. Both windows may be the same; else they must not overlap.
    ///
    /// @throws IllegalArgumentException if the windows differ in length
    public void crypt(Span in, Span out) {
        if (in.length() != out.length()) {
            throw new IllegalArgumentException("in has " + in.length() + " octets, out " + out.length());
        }
        for (int at = 0; at < in.length(); at++) {
            i = i + 1 & 0xff;
            j = j + s[i] & 0xff;
            exchange(i, j);
            byte keystream = s[s[i] + s[j] & 0xff];
            out.array()[out.offset() + at] = (byte) (in.array()[in.offset() + at] ^ keystream);
        }
    }

    /// Overwrites the state. The object must not be used afterwards.
    @Override
    public void close() {
        Arrays.fill(s, (byte) 0);
        i = 0;
        j = 0;
    }
}
