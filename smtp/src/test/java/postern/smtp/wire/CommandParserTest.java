package postern.smtp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;

class CommandParserTest {
    @Test
    void readsEveryCommand() {
        assertEquals(new Command.Helo("a.test"), parse("HELO a.test"));
        assertEquals(new Command.Ehlo("[127.0.0.1]"), parse("ehlo [127.0.0.1]"));
        assertEquals(new Command.Ehlo("[IPv6:::1]"), parse("EHLO [IPv6:::1]"));
        assertEquals(new Command.Data(), parse("DATA"));
        assertEquals(new Command.Rset(), parse("rset  "));
        assertEquals(new Command.Quit(), parse("Quit"));
        assertEquals(new Command.StartTls(), parse("StartTLS   "));
        assertEquals(new Command.Noop(), parse("NOOP anything"));
        assertEquals(new Command.Help(), parse("HELP mail"));
        assertEquals(new Command.Vrfy(), parse("VRFY postmaster"));
        assertEquals(new Command.Expn(), parse("EXPN list"));
        assertEquals(new Command.Unknown("ETRN"), parse("ETRN x"));
        assertEquals(new Command.Unknown(""), parse(""));
        assertEquals(new Command.Bdat(86, Command.Chunk.MORE), parse("BDAT 86"));
        assertEquals(new Command.Bdat(0, Command.Chunk.LAST), parse("bdat 0 last"));
    }

    @Test
    void readsMail() {
        var sender = new Mailbox("a", "b.test");
        assertEquals(
                new Command.Mail(sender, OptionalLong.empty(), Command.Extended.NO), parse("MAIL FROM:<a@b.test>"));
        assertEquals(
                new Command.Mail(sender, OptionalLong.of(302), Command.Extended.YES),
                parse("mail from: <a@b.test> SIZE=302 BODY=8BITMIME"));
        assertEquals(
                new Command.Mail(new ReversePath.Nobody(), OptionalLong.empty(), Command.Extended.YES),
                parse("MAIL FROM:<> body=7bit"));
        assertEquals(
                new Command.Mail(sender, OptionalLong.empty(), Command.Extended.NO),
                parse("MAIL FROM:<@relay.test,@other.test:a@b.test>"));
        assertEquals(
                new Command.Mail(
                        new Mailbox("\"a> b\\\"@\"", "[IPv6:2001:db8::1]"), OptionalLong.empty(), Command.Extended.NO),
                parse("MAIL FROM:<\"a> b\\\"@\"@[IPv6:2001:db8::1]>"));
    }

    @Test
    void readsRcpt() {
        assertEquals(new Command.Rcpt(new Mailbox("user+tag", "dest.test")), parse("RCPT TO:<user+tag@dest.test>"));
        assertEquals(new Command.Rcpt(new ForwardPath.Postmaster()), parse("RCPT TO:<POSTMASTER>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STARTTLS now|501 unexpected argument data",
                "DATA x|501 unexpected argument data",
                "EHLO|501 Syntactically invalid EHLO argument(s)",
                "HELO a b|501 Syntactically invalid HELO argument(s)",
                "EHLO -a.test|501 Syntactically invalid EHLO argument(s)",
                "MAIL|501 : MAIL FROM:<address> expected",
                "MAIL FROM:a@b|501 FROM:a@b: address must stand in angle brackets",
                "MAIL FROM:<a@b|501 FROM:<a@b: closing angle bracket missing",
                "MAIL FROM:<a>|501 FROM:<a>: address must contain a domain",
                "MAIL FROM:<a@>|501 FROM:<a@>: malformed domain",
                "MAIL FROM:<a@b..c>|501 FROM:<a@b..c>: malformed domain",
                "MAIL FROM:<a..b@c>|501 FROM:<a..b@c>: empty component in the local part",
                "MAIL FROM:<a b@c>|501 FROM:<a b@c>: malformed local part",
                "MAIL FROM:<\"a@c>|501 FROM:<\"a@c>: closing angle bracket missing",
                "MAIL FROM:<\"a\"b@c>|501 FROM:<\"a\"b@c>: \"@\" expected after the local part",
                "MAIL FROM:<a@[]>|501 FROM:<a@[]>: malformed address literal",
                "MAIL FROM:<a@b> SIZE=x|501 SIZE= needs a number of octets, once",
                "MAIL FROM:<a@b> SIZE=1 SIZE=2|501 SIZE= needs a number of octets, once",
                "MAIL FROM:<a@b> BODY=BINARYMIME|501 BODY= is 7BIT or 8BITMIME here",
                "MAIL FROM:<a@b> AUTH=<>|555 MAIL FROM parameter not recognized: SIZE and BODY are",
                "RCPT TO:<>|501 TO:<>: address must contain a domain",
                "RCPT TO:<a@b> NOTIFY=NEVER|555 RCPT TO parameter not recognized: none is offered here",
            })
    void refusesWithTheReason(String line, String reply) {
        assertEquals(
                reply,
                assertInstanceOf(Command.Malformed.class, parse(line)).why().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT", "BDAT x", "BDAT -1", "BDAT 1 FIRST", "BDAT 1 LAST x", "BDAT 9999999999999999999"})
    void knowsThatAfterAOutOfStepAllIsLost(String line) {
        assertInstanceOf(Command.OutOfStep.class, parse(line));
    }

    @Test
    void refusesWhatIsNotPrintable() {
        for (var octets : new Bytes[] {Bytes.utf8("EHLO ä.test"), Bytes.of('N', 'O', 0, 'O', 'P'), Bytes.of(27, 'c')}) {
            assertInstanceOf(Command.Malformed.class, CommandParser.parse(octets));
        }
    }

    @Test
    void limitsTheLengthOfAddressesAndReplies() {
        assertInstanceOf(Command.Rcpt.class, parse("RCPT TO:<" + "a".repeat(64) + "@b>"));
        assertInstanceOf(Command.Malformed.class, parse("RCPT TO:<" + "a".repeat(65) + "@b>"));
        assertInstanceOf(Command.Rcpt.class, parse("RCPT TO:<a@" + "a.".repeat(127) + "a>"));
        assertInstanceOf(Command.Malformed.class, parse("RCPT TO:<a@" + "a.".repeat(127) + "aa>"));
        assertInstanceOf(Command.Malformed.class, parse("RCPT TO:<a@" + "a".repeat(64) + ">"));
        var reply = assertInstanceOf(Command.Malformed.class, parse("RCPT TO:" + "x".repeat(4000)))
                .why();
        assertTrue(reply.encode().length() <= 512);
    }

    @Property
    void givesACommandForEveryLine(@ForAll byte[] line) {
        CommandParser.parse(Bytes.copyOf(line));
    }

    @Property
    void addressesComeBackAsTheyWere(@ForAll String local, @ForAll String domain) {
        try {
            var mailbox = new Mailbox(local, domain);
            assertEquals(mailbox, Mailbox.parse(mailbox.toString()));
            assertEquals(new Command.Rcpt(mailbox), parse("RCPT TO:<" + mailbox + ">"));
        } catch (IllegalArgumentException e) {
            // Most strings are no addresses; those that are must survive.
        }
    }

    @Property
    void quotedLocalPartsComeBackAsTheyWere(@ForAll byte[] octets) {
        var quoted = new StringBuilder("\"");
        for (byte octet : octets) {
            char c = (char) (' ' + Math.floorMod(octet, 95));
            quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        quoted.append('"');
        if (quoted.length() <= 64) {
            var mailbox = new Mailbox(quoted.toString(), "b.test");
            assertEquals(new Command.Rcpt(mailbox), parse("RCPT TO:<" + mailbox + ">"));
        }
    }

    private static Command parse(String line) {
        return CommandParser.parse(Bytes.utf8(line));
    }
}
