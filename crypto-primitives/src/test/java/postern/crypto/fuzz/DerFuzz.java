package postern.crypto.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.vectors.fuzz.FuzzTarget;

/// Any DER: walked to its leaves and written again it is the same; or it is refused.
public final class DerFuzz implements FuzzTarget {
    private static final int CONSTRUCTED = 0x20;
    private static final int MAX_DEPTH = 30;

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        var der = Bytes.copyOf(input);
        try {
            var in = new DerReader(der);
            var again = DerWriter.write(out -> copy(in, out, 0));
            if (!again.equals(der)) {
                throw new AssertionError("read and written again it is " + again);
            }
        } catch (DerException e) {
            // refused, with the reason and the offset
        }
    }

    private static void copy(DerReader in, DerWriter out, int depth) {
        while (in.hasMore()) {
            int tag = in.peekTag();
            if ((tag & CONSTRUCTED) != 0 && depth < MAX_DEPTH) {
                var contents = in.constructed(tag);
                out.constructed(tag, inner -> copy(contents, inner, depth + 1));
            } else {
                out.element(tag, in.element(tag));
            }
        }
    }
}
