package postern.tls.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertTest {
    @Test
    void codesAreOctetsAndFindTheirAlert() {
        var codes = new HashSet<Integer>();
        for (var alert : AlertDescription.values()) {
            assertTrue(alert.code() >= 0 && alert.code() <= 255, alert.name());
            assertTrue(codes.add(alert.code()), () -> "code used twice: " + alert);
            assertEquals(Optional.of(alert), AlertDescription.ofCode(alert.code()));
        }
        assertEquals(Optional.empty(), AlertDescription.ofCode(255));
        assertEquals("unexpected_message (10)", AlertDescription.UNEXPECTED_MESSAGE.toString());
    }

    @Test
    void everyViolationNamesAClauseAndHasItsOwnWords() {
        var words = new HashSet<String>();
        for (var violation : Violation.values()) {
            assertTrue(violation.clause().matches("RFC \\d{3,5} §[\\d.A-Z]+(, §[\\d.A-Z]+)*"), violation.name());
            assertTrue(words.add(violation.words()), () -> "same words twice: " + violation);
            assertTrue(!violation.words().endsWith("."), violation.name());
        }
    }

    @Test
    void aMessageHasWordsDetailAndClause() {
        var refusal = new TlsException(Violation.DUPLICATE_EXTENSION, "extension 0");
        assertEquals("an extension type appears twice: extension 0 [RFC 9846 §4.3]", refusal.getMessage());
        assertEquals(Violation.DUPLICATE_EXTENSION, refusal.violation());
        assertEquals(
                "an extension type appears twice [RFC 9846 §4.3]",
                new TlsException(Violation.DUPLICATE_EXTENSION).getMessage());
    }

    @Test
    void aPeersAlertIsNamed() {
        var known = new PeerAlertException(48);
        assertEquals("the peer refused: unknown_ca (48) [RFC 9846 §6.2]", known.getMessage());
        assertEquals(Optional.of(AlertDescription.UNKNOWN_CA), known.description());
        var unknown = new PeerAlertException(254);
        assertEquals(254, unknown.code());
        assertEquals(Optional.empty(), unknown.description());
    }
}
