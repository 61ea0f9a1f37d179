package postern.tls.bogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The shim's command line: the runner itself is not here to ask.
class BogoShimTest {
    @Test
    void anUnknownFlagIsToldByItsStatus() {
        var exit = assertThrows(ShimExit.class, () -> ShimFlags.of(List.of("-no-such-flag"), "-on-initial"));
        assertEquals(ShimExit.UNIMPLEMENTED, exit.status());
    }

    @Test
    void flagsMayBeForOneKindOfConnection() throws ShimExit {
        var line = List.of(
                "-port",
                "1",
                "-on-resume-expect-version",
                "771",
                "-curves",
                "29",
                "-curves",
                "23",
                "-on-initial-server");
        var initial = ShimFlags.of(line, "-on-initial");
        var resumed = ShimFlags.of(line, "-on-resume");
        assertTrue(initial.has("-server"));
        assertFalse(resumed.has("-server"));
        assertTrue(initial.number("-expect-version").isEmpty());
        assertEquals(771, resumed.number("-expect-version").getAsInt());
        assertEquals(List.of(29, 23), resumed.numbers("-curves"));
    }
}
