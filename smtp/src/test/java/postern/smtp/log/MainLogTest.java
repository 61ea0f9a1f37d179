package postern.smtp.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.smtp.log.AcceptedLine.Transfer;
import postern.smtp.message.Arrival;
import postern.smtp.message.Envelope;
import postern.smtp.message.Greeting;
import postern.smtp.message.MessageId;
import postern.smtp.message.Peer;
import postern.smtp.message.Protection;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

class MainLogTest {
    private static final MessageId ID = new MessageId("1uABCD-00000000001-0000");
    private static final Mailbox SENDER = new Mailbox("sender", "src.example");

    private final StringBuilder lines = new StringBuilder();
    private final MainLog log = new MainLog(lines, Clock.fixed(Instant.parse("2026-11-23T13:03:19Z"), ZoneOffset.UTC));

    @Test
    void writesAnArrivalAsEximDoes() {
        var tls = new Protection("TLS1.3", "TLS_AES_256_GCM_SHA384", 256, Optional.of("mx.example.test"));
        log.accepted(ID, SENDER, new AcceptedLine(arrival(Optional.of(tls)), Transfer.DATA, 302, Optional.of("m@x")));
        assertEquals(
                "2026-11-23 13:03:19 1uABCD-00000000001-0000 <= sender@src.example H=(client.test) [127.0.0.1]"
                        + " P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S=302 id=m@x\n",
                lines.toString());
    }

    @Test
    void writesABounceInChunksAndInClear() {
        log.accepted(
                ID,
                new ReversePath.Nobody(),
                new AcceptedLine(arrival(Optional.empty()), Transfer.BDAT, 1, Optional.empty()));
        assertEquals(
                "2026-11-23 13:03:19 1uABCD-00000000001-0000 <= <> H=(client.test) [127.0.0.1] P=esmtp K S=1\n",
                lines.toString());
    }

    @Test
    void writesDeliveries() {
        log.delivered(
                ID, new Envelope(SENDER, List.of(new Mailbox("a", "b.test"), new Mailbox("c", "d.test"))), "maildir");
        assertEquals("""
                2026-11-23 13:03:19 1uABCD-00000000001-0000 => a@b.test T=maildir
                2026-11-23 13:03:19 1uABCD-00000000001-0000 -> c@d.test T=maildir
                2026-11-23 13:03:19 1uABCD-00000000001-0000 Completed
                """, lines.toString());
    }

    @Test
    void nobodyCanForgeALine() {
        log.accepted(
                ID,
                SENDER,
                new AcceptedLine(
                        arrival(Optional.empty()), Transfer.DATA, 1, Optional.of("x\n2026 <= \u001b[2J\u00e4")));
        assertEquals(1, lines.toString().lines().count());
        assertEquals(true, lines.toString().endsWith("id=x\\0122026 <= \\033[2J\\344\n"));
    }

    private static Arrival arrival(Optional<Protection> tls) {
        return new Arrival(
                new Peer("127.0.0.1", 40000), Optional.of(new Greeting(Greeting.Kind.EHLO, "client.test")), tls);
    }
}
