package postern.tls.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;

class TicketKeysTest {
    private final TicketKeys keys = TicketKeys.fresh(HmacDrbg.deterministic(Bytes.utf8("ticket keys")));

    @Test
    void whatIsSealedOpens() {
        var ticket = keys.seal(Secret.copyOf(new byte[] {1, 2, 3}));
        assertArrayEquals(
                new byte[] {1, 2, 3}, keys.openOctets(ticket).orElseThrow().expose());
    }

    /// Found by fuzzing: a process of another version shares our key file and seals something else.
    @Test
    void aTicketThatSaysSomethingElseIsNotTaken() {
        for (int length = 1; length < 100; length++) {
            var octets = new byte[length];
            octets[0] = (byte) 0xf6;
            assertEquals(Optional.empty(), keys.open(keys.seal(Secret.adopt(octets))));
        }
    }
}
