package postern.tls.pki.revocation;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;

/// The entries of a revocation list, found by serial number in constant time. Entries stay in their DER; beside it
/// stand a sorted array of (hash of the serial number, place) and the indexes at which runs of similar hashes
/// begin.
///
/// Serial numbers made to collide make finding slower, in proportion to their number, but not loading.
final class CrlEntries {
    static final CrlEntries NONE = new CrlEntries(Bytes.EMPTY, new long[0]);

    private static final Oid REASON = new Oid("2.5.29.21");
    private static final Oid INVALIDITY_DATE = new Oid("2.5.29.24");
    private static final Oid CERTIFICATE_ISSUER = new Oid("2.5.29.29");

    private static final int HASH_BITS = 31;

    private final Bytes list;

    /// The hash above, the place in `list` below.
    private final long[] byHash;

    private final int[] runs;
    private final int runBits;

    private CrlEntries(Bytes list, long[] byHash) {
        this.list = list;
        this.byHash = byHash;
        this.runBits = Integer.SIZE - Integer.numberOfLeadingZeros(byHash.length);
        this.runs = new int[(1 << runBits) + 1];
        for (long key : byHash) {
            runs[run(hash(key)) + 1]++;
        }
        for (int i = 1; i < runs.length; i++) {
            runs[i] += runs[i - 1];
        }
    }

    /// `revokedCertificates SEQUENCE OF SEQUENCE { userCertificate, revocationDate, crlEntryExtensions OPTIONAL }`.
    /// Every entry is read once, so that a list with a fault is refused as a whole.
    static CrlEntries read(DerReader in) {
        var list = in.lookAhead().element(DerTag.SEQUENCE);
        var sequence = in.sequence();
        int start = sequence.offset();
        var byHash = new long[count(sequence.lookAhead())];
        for (int i = 0; i < byHash.length; i++) {
            int place = sequence.offset() - start;
            var entry = sequence.sequence();
            byHash[i] = (long) hash(entry.lookAhead().element(DerTag.INTEGER)) << 32 | place;
            entry.integer();
            readRevocation(entry);
        }
        Arrays.sort(byHash);
        return new CrlEntries(list, byHash);
    }

    private static int count(DerReader entries) {
        int count = 0;
        for (; entries.hasMore(); count++) {
            entries.rawElement();
        }
        return count;
    }

    /// What stands behind the serial number.
    private static Revocation readRevocation(DerReader entry) {
        var at = entry.time();
        var reason = entry.hasMore() ? readReason(entry) : RevocationReason.UNSPECIFIED;
        entry.end();
        return new Revocation(at, reason);
    }

    /// A critical entry extension that is not understood makes the whole list unusable (RFC 5280 §5.3), and
    /// certificateIssuer makes it an indirect one.
    private static RevocationReason readReason(DerReader entry) {
        int start = entry.offset();
        var extensions = Extension.readAll(entry);
        for (var extension : extensions.values()) {
            boolean understood =
                    extension.type().equals(REASON) || extension.type().equals(INVALIDITY_DATE);
            if (extension.type().equals(CERTIFICATE_ISSUER)) {
                throw new DerException(
                        "an entry of another issuer: indirect revocation lists are not supported", start);
            }
            if (extension.criticality() == Criticality.CRITICAL && !understood) {
                throw new DerException("unknown critical entry extension " + extension.type(), start);
            }
        }
        return Optional.ofNullable(extensions.get(REASON))
                .map(extension -> readReason(extension.value()))
                .orElse(RevocationReason.UNSPECIFIED);
    }

    /// `CRLReason ::= ENUMERATED`
    private static RevocationReason readReason(Bytes value) {
        var in = new DerReader(value);
        int code = in.enumerated();
        in.end();
        return RevocationReason.of(code)
                .orElseThrow(() -> new DerException("unknown CRLReason " + code + " (RFC 5280 §5.3.1)"));
    }

    int size() {
        return byHash.length;
    }

    /// The entry with this serial number.
    Optional<Revocation> find(BigInteger serial) {
        var wanted = Bytes.adopt(serial.toByteArray());
        int hash = hash(wanted);
        int run = run(hash);
        for (int i = runs[run]; i < runs[run + 1]; i++) {
            if (hash(byHash[i]) == hash) {
                var entry = new DerReader(list.from((int) byHash[i])).sequence();
                if (entry.element(DerTag.INTEGER).equals(wanted)) {
                    return Optional.of(readRevocation(entry));
                }
            }
        }
        return Optional.empty();
    }

    /// Similar numbers spread over the whole range.
    private static int hash(Bytes serial) {
        long mixed = serial.hashCode() * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) >>> (Integer.SIZE - HASH_BITS);
    }

    private static int hash(long key) {
        return (int) (key >>> 32);
    }

    private int run(int hash) {
        return hash >>> (HASH_BITS - runBits);
    }
}
