package postern.smtp.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import postern.smtp.wire.DotReader;
import postern.smtp.wire.DotWriter;
import postern.smtp.wire.End;
import postern.smtp.wire.WireInput;
import postern.vectors.fuzz.FuzzTarget;

/// The text of a message after DATA: it ends at a line with a dot alone between two CR LF, and nowhere else (the
/// sequences of SMTP smuggling); what was read can be sent on and is read the same.
public final class TextFuzz implements FuzzTarget {
    private static final String END = "\r\n.\r\n";

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        try {
            var source = new ByteArrayInputStream(input);
            var in = new WireInput(source);
            var text = new ByteArrayOutputStream();
            var end = new DotReader(in, text::write).read();
            if (text.size() > input.length) {
                throw new AssertionError("more text than octets");
            }
            int taken = input.length - source.available() - in.buffered();
            var wire = "\r\n" + new String(input, 0, taken, StandardCharsets.ISO_8859_1);
            if ((end == End.COMPLETE) != (wire.indexOf(END) == wire.length() - END.length() && wire.endsWith(END))) {
                throw new AssertionError(end + " after " + taken + " octets");
            }
            if (end == End.COMPLETE) {
                passedOn(text.toByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void passedOn(byte[] text) throws IOException {
        var wire = new ByteArrayOutputStream();
        var writer = new DotWriter(wire);
        writer.write(text, 0, text.length);
        writer.finish();
        var again = new ByteArrayOutputStream();
        var end = new DotReader(new WireInput(new ByteArrayInputStream(wire.toByteArray())), again::write).read();
        if (end != End.COMPLETE) {
            throw new AssertionError("sent on it has no end");
        }
    }
}
