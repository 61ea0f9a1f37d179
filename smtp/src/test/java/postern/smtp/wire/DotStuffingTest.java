package postern.smtp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotStuffingTest {
    /// Few characters, so that the interesting sequences are frequent.
    @Provide
    Arbitrary<String> nastyText() {
        return Arbitraries.strings().withChars(".\r\na").ofMaxLength(40);
    }

    @Property
    void textSurvivesTheWire(@ForAll("nastyText") String text, @ForAll long seed) throws IOException {
        var in = Pieces.of(stuffed(text) + "QUIT\r\n", seed);
        assertEquals(canonical(text), read(in));
        assertEquals("QUIT", rest(in));
    }

    @Property
    void stuffedTextNeverEndsEarly(@ForAll("nastyText") String text) throws IOException {
        var wire = stuffed(text);
        assertEquals(wire.length() - 3, ("\r\n" + wire).indexOf("\r\n.\r\n"));
    }

    @Property
    void everyPrefixIsCutOff(@ForAll("nastyText") String text) throws IOException {
        var wire = stuffed(text);
        for (int i = 0; i < wire.length(); i++) {
            var end = new DotReader(Pieces.whole(wire.substring(0, i)), (_, _, _) -> {}).read();
            assertEquals(End.CUT_OFF, end);
        }
    }

    /// The sequences by which SMTP smuggling made a second message of the first one's text.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n.\n",
                "a\n.\r\n",
                "a\r\n.\n",
                "a\r.\r",
                "a\r.\r\n",
                "a\r\n.\r",
                "a\r\n\u0000.\r\n",
                "a\r\n.\u0000\r\n",
                "a\n\n.\r\n",
                "a\r\r\n.\r\r\n",
                "a\r\n.\r\r\n"
            })
    void onlyCrLfDotCrLfEndsTheText(String text) throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            var in = Pieces.of(text + "MAIL FROM:<smuggled@example>\r\n.\r\nQUIT\r\n", seed);
            var guarded = new Sink();
            var guard = new NewlineGuard(guarded);
            assertEquals(End.COMPLETE, new DotReader(in, guard).read());
            assertEquals(true, guarded.text().contains("smuggled"));
            assertEquals(text.replace("\u0000", "").length() != text.length(), !guard.sawBareNewline());
            assertEquals("QUIT", rest(in));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'.\r\n'|''", "'..\r\n.\r\n'|'.\r\n'", "'.a\r\n.\r\n'|'a\r\n'", "'\r\n.\r\n'|'\r\n'"})
    void takesTheFirstDotOfALineAway(String wire, String text) throws IOException {
        assertEquals(text, read(Pieces.whole(wire)));
    }

    @Test
    void writerAcceptsTheLineEndsOfAnySystem() throws IOException {
        assertEquals("a\r\nb\r\n\r\nc\r\n..\r\n.\r\n", stuffed("a\nb\r\n\rc\n."));
    }

    @Property
    void guardSeesEveryBareCrOrLf(@ForAll("nastyText") String text) {
        for (int cut = 0; cut <= text.length(); cut++) {
            var guard = new NewlineGuard((_, _, _) -> {});
            var octets = text.getBytes(StandardCharsets.ISO_8859_1);
            guard.accept(octets, 0, cut);
            guard.accept(octets, cut, octets.length - cut);
            assertEquals(text.replace("\r\n", "").matches("(?s).*[\r\n].*"), guard.sawBareNewline());
        }
    }

    @Property
    void chunksAreCountedNotRead(@ForAll("nastyText") String text, @ForAll long seed) throws IOException {
        var in = Pieces.of(text + "QUIT\r\n", seed);
        var sink = new Sink();
        assertEquals(End.COMPLETE, new ChunkReader(in, sink).read(text.length()));
        assertEquals(text, sink.text());
        assertEquals("QUIT", rest(in));
        assertEquals(End.CUT_OFF, new ChunkReader(in, sink).read(1));
    }

    private static String stuffed(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new DotWriter(out);
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        int middle = octets.length / 2;
        writer.write(octets, 0, middle);
        writer.write(octets, middle, octets.length - middle);
        writer.finish();
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /// What the writer makes of line ends, by another method.
    private static String canonical(String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n');
        var whole = lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
        return whole.replace("\n", "\r\n");
    }

    private static String read(WireInput in) throws IOException {
        var sink = new Sink();
        assertEquals(End.COMPLETE, new DotReader(in, sink).read());
        return sink.text();
    }

    private static String rest(WireInput in) throws IOException {
        return new LineReader(in, 80).next() instanceof Line.Text(var octets)
                ? octets.toText(StandardCharsets.ISO_8859_1)
                : "nothing";
    }

    private static final class Sink implements OctetSink {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        @Override
        public void accept(byte[] buffer, int offset, int length) {
            octets.write(buffer, offset, length);
        }

        String text() {
            return octets.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
