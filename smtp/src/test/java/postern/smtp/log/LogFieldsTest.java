package postern.smtp.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.log.AcceptedLine.More;
import postern.smtp.log.AcceptedLine.Transfer;
import postern.smtp.message.Arrival;
import postern.smtp.message.Greeting;
import postern.smtp.message.Peer;
import postern.smtp.message.Proofs;
import postern.smtp.message.Protection;

/// The fields of a `<=` line, in Exim's order, as selectors ask for them.
class LogFieldsTest {
    private static final Proofs PROOFS = new Proofs(
            "TLS_AES_256_GCM_SHA384",
            Optional.empty(),
            Optional.empty(),
            "/C=UK/CN=client \"good\"",
            Proofs.Check.VERIFIED,
            Proofs.Start.RESUMED);

    private static final Arrival ARRIVAL = new Arrival(
            new Peer("192.0.2.1", 4711, Optional.of("host.test"), Optional.of(new Peer.Local("192.0.2.25", 465))),
            Optional.of(new Greeting(Greeting.Kind.EHLO, "client.test")),
            Optional.of(new Protection("TLS1.3", "TLS_AES_256_GCM_SHA384", 256, Optional.of("mx.test"), PROOFS)));

    private static LogStyle style(String selectors) {
        return new LogStyle(LogSelector.parse(selectors), LogStyle.Zone.OMITTED, LogStyle.Form.EXIM);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +subject | H=host.test (client.test) [192.0.2.1] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes K S=302 id=m@x T="a \\"b\\""
            -tls_cipher -tls_certificate_verified | H=host.test (client.test) [192.0.2.1] P=esmtps K S=302 id=m@x
            +incoming_port +incoming_interface -msg_id | H=host.test (client.test) [192.0.2.1]:4711 I=[192.0.2.25]:465 P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes K S=302
            +tls_peerdn +tls_sni +tls_resumption | H=host.test (client.test) [192.0.2.1] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256* CV=yes DN="/C=UK/CN=client \\"good\\"" SNI=mx.test K S=302 id=m@x
            -all +received_sender +received_recipients | H=host.test (client.test) [192.0.2.1] P=esmtps K S=302 from <a@b> for c@d e@f
            """)
    void selectorsDecide(String selectors, String expected) {
        var more = new More(Optional.of("a \"b\""), "a@b", List.of("c@d", "e@f"), Optional.empty());
        var line = new AcceptedLine(ARRIVAL, Transfer.BDAT, 302, Optional.of("m@x"), Optional.of(more));
        assertEquals(" " + expected, line.render(style(selectors)));
    }

    @Test
    void aSelectorThatIsNotKnownIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LogSelector.parse("+tls_cipher +nothing"));
        assertThrows(IllegalArgumentException.class, () -> LogSelector.parse("tls_cipher"));
        assertEquals(EnumSet.allOf(LogSelector.class), LogSelector.parse("+all"));
        assertEquals(LogSelector.usual(), LogSelector.parse(""));
    }

    @Test
    void aLogThatWasRenamedIsBegunAnew(@TempDir Path directory) throws IOException {
        var pattern = directory.resolve("log/%slog").toString();
        try (var files = new LogFiles(pattern, EnumSet.of(LogTarget.MAIN, LogTarget.REJECT))) {
            files.write(LogTarget.MAIN, "one\n");
            files.write(LogTarget.PANIC, "nobody wants it\n");
            Files.move(directory.resolve("log/mainlog"), directory.resolve("log/mainlog.1"));
            files.write(LogTarget.MAIN, "two\n");
            files.write(LogTarget.REJECT, "three\n");
        }
        assertEquals("one\n", Files.readString(directory.resolve("log/mainlog.1")));
        assertEquals("two\n", Files.readString(directory.resolve("log/mainlog")));
        assertEquals("three\n", Files.readString(directory.resolve("log/rejectlog")));
        assertTrue(Files.notExists(directory.resolve("log/paniclog")));
    }
}
