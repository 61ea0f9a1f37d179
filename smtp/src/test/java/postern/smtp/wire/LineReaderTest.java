package postern.smtp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;

class LineReaderTest {
    @Test
    void readsPipelinedLinesHoweverTheyAreCut() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            var lines = new LineReader(Pieces.of("EHLO a\r\n\r\nMAIL FROM:<>\r\n", seed), 20);
            assertEquals(new Line.Text(Bytes.utf8("EHLO a")), lines.next());
            assertEquals(new Line.Text(Bytes.EMPTY), lines.next());
            assertEquals(new Line.Text(Bytes.utf8("MAIL FROM:<>")), lines.next());
            assertInstanceOf(Line.EndOfInput.class, lines.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\n", "NO\nOP\r\n", "NOOP\r\r\n", "NOOP\rQUIT\r\n", "\n", "\r\r"})
    void takesNeitherBareCrNorBareLfForALineEnd(String text) throws IOException {
        assertInstanceOf(Line.BareNewline.class, new LineReader(Pieces.whole(text), 80).next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOOP", "NOOP\r"})
    void dropsAnUnfinishedLine(String text) throws IOException {
        assertInstanceOf(Line.EndOfInput.class, new LineReader(Pieces.whole(text), 80).next());
    }

    @Test
    void goesOnAfterALineThatIsTooLong() throws IOException {
        var lines = new LineReader(Pieces.whole("12345\r\n123456\r\n1234\r\n"), 5);
        assertEquals(new Line.Text(Bytes.utf8("12345")), lines.next());
        assertInstanceOf(Line.TooLong.class, lines.next());
        assertEquals(new Line.Text(Bytes.utf8("1234")), lines.next());
    }

    @Test
    void givesUpOnALineWithoutEnd() throws IOException {
        var endless = new Pieces("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII), 1);
        assertInstanceOf(Line.Endless.class, new LineReader(new WireInput(endless), 100).next());
        assertTrue(endless.left() > 98_000);
    }

    @Test
    void discardsAndWipesWhatWaits() throws IOException {
        var in = Pieces.whole("STARTTLS\r\nMAIL FROM:<evil@example>\r\n");
        var lines = new LineReader(in, 80);
        lines.next();
        assertEquals(26, in.discard());
        assertEquals(0, in.buffered());
        assertEquals(Bytes.copyOf(new byte[in.buffer.length]), Bytes.copyOf(in.buffer));
        assertInstanceOf(Line.EndOfInput.class, lines.next());
    }
}
