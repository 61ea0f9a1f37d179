package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.tls.session.TicketKeys;
import postern.vectors.fuzz.FuzzTarget;

/// A ticket that we did not make, a plaintext that we did but that says nothing, and a file of ticket keys.
public final class TicketFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        var random = HmacDrbg.deterministic(Bytes.utf8("tickets"));
        var keys = TicketKeys.fresh(random);
        if (keys.open(Bytes.copyOf(input)).isPresent()) {
            throw new AssertionError("a ticket was forged");
        }
        if (input.length > 0) {
            keys.open(keys.seal(Secret.copyOf(input)));
        }
        try {
            TicketKeys.of(Secret.copyOf(input), random).seal(Secret.copyOf(new byte[] {1}));
        } catch (IllegalArgumentException e) {
            if (input.length >= 8
                    && String.valueOf(e.getMessage())
                            .contains(Bytes.copyOf(input, 0, 8).toHex())) {
                throw new AssertionError("the refusal tells the key: " + e.getMessage());
            }
        }
    }
}
