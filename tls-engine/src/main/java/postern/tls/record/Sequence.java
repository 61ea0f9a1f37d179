package postern.tls.record;

import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.Bulk;

/// Counts the records under one key. It is never set back: the nonces are made of it, and under AES-GCM two records
/// with one nonce give away the key of the authentication.
final class Sequence {
    /// With 2^24.5 full records under one key, AES-GCM is as far from ideal as one may let it get (RFC 9846 §5.5).
    /// Here we stop sending.
    static final long GCM_LIMIT = 23_726_566;

    /// From here on a new key is due; the rest of the way to the limit is time to get it.
    static final long GCM_UPDATE_DUE = 1L << 24;

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
        // ChaCha20-Poly1305 has no limit below the end of the numbers (RFC 9846 §5.5).
        boolean unlimited = bulk == Bulk.CHACHA20_POLY1305;
        this.sealLimit = unlimited ? NEVER : GCM_LIMIT;
        this.updateDue = unlimited ? NEVER : GCM_UPDATE_DUE;
        this.next = next;
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
