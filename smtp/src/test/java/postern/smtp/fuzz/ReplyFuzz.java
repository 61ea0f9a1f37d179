package postern.smtp.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import postern.smtp.wire.MalformedReplyException;
import postern.smtp.wire.ReplyReader;
import postern.smtp.wire.WireInput;
import postern.vectors.fuzz.FuzzTarget;

/// What a server answers: replies, or a refusal of that which is none.
public final class ReplyFuzz implements FuzzTarget {
    @Override
    @FuzzTest
    public void accept(byte[] input) {
        var reader = new ReplyReader(new WireInput(new ByteArrayInputStream(input)));
        try {
            int octets = 0;
            for (var reply = reader.next(); reply.isPresent(); reply = reader.next()) {
                octets += reply.get().lines().stream().mapToInt(String::length).sum();
            }
            if (octets > input.length) {
                throw new AssertionError("more text than octets");
            }
        } catch (MalformedReplyException e) {
            // refused, with the reason
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
