package postern.crypto.hash;

import java.util.Arrays;
import java.util.Objects;
import postern.crypto.bytes.Endian;

/// The sponge construction (FIPS 202 §4): a permutation of 200 octets that soaks a message up and is squeezed out.
///
/// Of the state, `rate` octets meet the message and the output; the rest, the capacity, never leaves. *Absorbing*
/// adds a block of message to the first and permutes; *squeezing* reads a block of output and permutes. Half the
/// capacity is the security: finding what is hidden takes 2^(4·capacity) steps.
///
/// Lanes are little-endian (§3.1.2, appendix B.1). Time depends on the number of octets alone. Confined to one
/// thread.
final class Sponge {
    private static final int STATE_OCTETS = 200;

    private final int rate;
    /// What follows the message: the bits that tell the functions apart, then the first bit of pad10*1, lowest
    /// first.
    private final byte domainAndPadding;

    private final long[] lanes = new long[STATE_OCTETS / 8];
    /// In the current block: octets absorbed, or squeezed out.
    private int at;

    private boolean squeezing;

    /// A sponge that has absorbed nothing.
    ///
    /// @param rate octets of message a permutation; a multiple of 8
    Sponge(int rate, int domainAndPadding) {
        this.rate = rate;
        this.domainAndPadding = (byte) domainAndPadding;
    }

    /// Appends to the message.
    ///
    /// @throws IllegalStateException if output was already taken
    void absorb(byte[] in, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, in.length);
        if (squeezing) {
            throw new IllegalStateException("the message ended when output was first taken");
        }
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (at % 8 == 0 && end - i >= 8) {
                lanes[at / 8] ^= Endian.getLongLe(in, i);
                i += 8;
                at += 8;
            } else {
                addOctet(at++, in[i++]);
            }
            if (at == rate) {
                Keccak.permute(lanes);
                at = 0;
            }
        }
    }

    private void addOctet(int index, byte octet) {
        lanes[index / 8] ^= (octet & 0xffL) << 8 * (index % 8);
    }

    /// The next octets of output. The first call ends the message.
    void squeeze(byte[] out, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, out.length);
        if (!squeezing) {
            endMessage();
        }
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (at == rate) {
                Keccak.permute(lanes);
                at = 0;
            }
            if (at % 8 == 0 && end - i >= 8) {
                Endian.putLongLe(out, i, lanes[at / 8]);
                i += 8;
                at += 8;
            } else {
                out[i++] = (byte) (lanes[at / 8] >>> 8 * (at % 8));
                at++;
            }
        }
    }

    /// pad10*1 (§5.1): a bit 1, zeros, and a bit 1 at the end of the block.
    private void endMessage() {
        addOctet(at, domainAndPadding);
        addOctet(rate - 1, (byte) 0x80);
        Keccak.permute(lanes);
        at = 0;
        squeezing = true;
    }

    /// Overwrites everything absorbed, and begins anew.
    void wipe() {
        Arrays.fill(lanes, 0);
        at = 0;
        squeezing = false;
    }

    /// Takes the state of `source`, a sponge of the same kind.
    void become(Sponge source) {
        System.arraycopy(source.lanes, 0, lanes, 0, lanes.length);
        at = source.at;
        squeezing = source.squeezing;
    }
}
