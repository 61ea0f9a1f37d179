package postern.tls.record;

import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.Bulk;

/// Counts the records under one key. It is never set back: the nonces are made of it, and under AES-GCM two
/// records with one nonce give away the key of the authentication.
final class Sequence {
    /// With 2^24.5 full records under one key, AES-GCM is as far from ideal as one may let it get (RFC 9846
    /// §5.5). Here we stop sending.
    static final long GCM_LIMIT = 23_726_566;

    /// From here on a new key is due; the rest of the way to the limit is time to get it.
    static final long GCM_UPDATE_DUE = 1L << 24;

    /// With CCM a quarter of that (RFC 9846 §5.5).
    static final long CCM_LIMIT = 1L << 23;

    /// When a block cipher of 64 bits has made 2^32 blocks, two are the same, and their difference shows
    /// (Sweet32, 2016). Records of 2^14 octets have 2^11 blocks.
    static final long SHORT_BLOCK_LIMIT = 1L << 21;

    /// Where everything else stops: no connection gets there, and nothing wraps.
    private static final long NEVER = Long.MAX_VALUE;

    private final long sealLimit;
    private final long updateDue;
    private long next;

    Sequence(Bulk bulk) {
        this(bulk, 0);
    }

    /// For tests: as if `next` records had passed.
    Sequence(Bulk bulk, long next) {
        this.sealLimit = limit(bulk);
        this.updateDue = sealLimit == GCM_LIMIT ? GCM_UPDATE_DUE : sealLimit / 4 * 3;
        this.next = next;
    }

    /// ChaCha20-Poly1305 has no limit below the end of the numbers (RFC 9846 §5.5).
    static long limit(Bulk bulk) {
        return switch (bulk) {
            case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 -> CCM_LIMIT;
            case TRIPLE_DES_CBC -> SHORT_BLOCK_LIMIT;
            default -> bulk.isGcm() ? GCM_LIMIT : NEVER;
        };
    }

    /// The number of the record that is about to be sealed. It will not be given again.
    ///
    /// @throws TlsException if the key has done all the work it may do
    long takeToSeal() {
        refuseFrom(sealLimit);
        return next++;
    }

    /// The number of the record that is about to be opened. A receiver enforces no limit of use (RFC 9846 §5.5).
    ///
    /// @throws TlsException if the numbers are used up
    long toOpen() {
        refuseFrom(NEVER);
        return next;
    }

    /// The record did open: the next one has the next number.
    void opened() {
        next++;
    }

    boolean updateDue() {
        return next >= updateDue;
    }

    /// A number must not wrap (RFC 9846 §5.3).
    private void refuseFrom(long limit) {
        if (next >= limit) {
            throw new TlsException(Violation.RECORD_SEQUENCE_EXHAUSTED, next + " records under one key");
        }
    }
}
