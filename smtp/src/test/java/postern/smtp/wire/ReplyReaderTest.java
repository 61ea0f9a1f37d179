package postern.smtp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    @Property
    void repliesComeBackAsTheyWere(
            @ForAll @IntRange(min = 200, max = 599) int code,
            @ForAll @Size(min = 1, max = 5) List<@AlphaChars @Chars({' ', '-', '.'}) String> lines,
            @ForAll long seed)
            throws IOException {
        var reply = new Reply(code, lines);
        var in = Pieces.of(reply.encode().toText(StandardCharsets.ISO_8859_1), seed);
        var reader = new ReplyReader(in);
        assertEquals(Optional.of(reply), reader.next());
        assertEquals(Optional.empty(), reader.next());
    }

    @Test
    void acceptsACodeAlone() throws IOException {
        assertEquals(Optional.of(Reply.of(354, "")), new ReplyReader(Pieces.whole("354\r\n")).next());
    }

    @Test
    void keepsControlCharactersFromTheTerminal() throws IOException {
        assertEquals(Optional.of(Reply.of(250, "a?[2Jb")), new ReplyReader(Pieces.whole("250 a\u001b[2Jb\r\n")).next());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "250-a\r\n251 b\r\n",
                "25\r\n",
                "250_a\r\n",
                "abc\r\n",
                "250 a\n",
                "250-a\r\n",
                "199 a\r\n",
                "\u0016\u0003\u0001\r\n"
            })
    void refusesWhatIsNoReply(String text) {
        assertThrows(MalformedReplyException.class, () -> new ReplyReader(Pieces.whole(text)).next());
    }

    @Test
    void refusesAReplyWithoutEnd() {
        assertThrows(
                MalformedReplyException.class, () -> new ReplyReader(Pieces.whole("250-a\r\n".repeat(1000))).next());
        assertThrows(MalformedReplyException.class, () -> new ReplyReader(Pieces.whole("2".repeat(100_000))).next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\n250 forged", "a\nb", "\u0000", "\u007f"})
    void noTextCanForgeASecondReply(String text) {
        assertThrows(IllegalArgumentException.class, () -> Reply.of(250, text));
    }
}
