package postern.smtp.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import postern.smtp.lookup.DnsResolver.Nothing;
import postern.smtp.lookup.DnsResolver.Records;
import postern.smtp.lookup.DnsResolver.TryAgain;

/// Against a name server on loopback.
class DnsjavaResolverTest {
    @Test
    void recordsComeInTheirPresentationFormat() throws IOException {
        try (var server = new NameServer()) {
            var resolver = DnsjavaResolver.of(server.address());
            var records = assertInstanceOf(Records.class, resolver.ask("MX", "two.dns.test"));
            assertEquals(Set.of("10 a.dns.test.", "20 b.dns.test."), new HashSet<>(records.data()));
            assertEquals(new Records(List.of("192.0.2.1")), resolver.ask("A", "a.dns.test"));
            assertEquals(new Records(List.of("one two")), resolver.ask("TXT", "text.dns.test"));
            assertEquals(new Records(List.of("0 .")), resolver.ask("MX", "null.dns.test"));
        }
    }

    @Test
    void nothingAndNotNowAreDifferent() throws IOException {
        try (var server = new NameServer()) {
            var resolver = DnsjavaResolver.of(server.address());
            assertEquals(new Nothing(), resolver.ask("MX", "a.dns.test"));
            assertEquals(new Nothing(), resolver.ask("MX", "missing.dns.test"));
            assertInstanceOf(TryAgain.class, resolver.ask("MX", "broken.dns.test"));
            assertEquals(new Nothing(), resolver.ask("MX", "a..b"));
        }
    }

    private static final class NameServer implements AutoCloseable {
        private static final List<String> ZONE = List.of(
                "two.dns.test. 60 IN MX 20 b.dns.test.",
                "two.dns.test. 60 IN MX 10 a.dns.test.",
                "null.dns.test. 60 IN MX 0 .",
                "a.dns.test. 60 IN A 192.0.2.1",
                "text.dns.test. 60 IN TXT \"one \" \"two\"");

        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

        NameServer() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }

        @Override
        public void close() {
            socket.close();
        }

        private void serve() {
            var buffer = new byte[1500];
            try {
                while (true) {
                    var packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    var answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                    var octets = answer.toWire();
                    socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return; // closed
            }
        }

        private static Message answer(Message question) throws IOException {
            var asked = question.getQuestion();
            var answer = new Message(question.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setFlag(Flags.RA);
            answer.addRecord(asked, Section.QUESTION);
            boolean exists = false;
            for (var line : ZONE) {
                var words = line.split(" ", 5);
                var name = Name.fromString(words[0]);
                int type = Type.value(words[3]);
                if (name.equals(asked.getName())) {
                    exists = true;
                    if (type == asked.getType()) {
                        answer.addRecord(
                                Record.fromString(name, type, DClass.IN, 60, words[4], Name.root), Section.ANSWER);
                    }
                }
            }
            if (asked.getName().toString().startsWith("broken")) {
                answer.getHeader().setRcode(Rcode.SERVFAIL);
            } else if (!exists) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            return answer;
        }
    }
}
