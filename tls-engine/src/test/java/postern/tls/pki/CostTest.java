package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.SignatureAlgorithm;
import postern.tls.pki.issue.CrlBuilder;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;

/// No input costs more than in proportion to its length: in memory, nor, but for a logarithm, in time. Each
/// shape is built short and eight times as long, both of a size where the parser matters more than the clock.
///
/// Measured on one thread, as octets allocated and time of the processor.
class CostTest {
    private static final int SHORT = 1 << 14;
    private static final int LONG = 8 * SHORT;

    /// Per octet of input, all that is allocated on the way, most of it garbage at once: for an attribute of a
    /// name, which has 13 octets at least, half a dozen writers of its canonical form.
    private static final int OCTETS_PER_OCTET = 1000;

    /// Eight times the length may allocate eight times as much, and a quarter of that more for buffers that
    /// double.
    private static final int MEMORY_RATIO = 10;

    /// Eight times the length may take eight times as long, times the logarithm, times what a busy machine adds.
    private static final int TIME_RATIO = 24;

    /// Below this the clock counts more than the work.
    private static final long NOISE_NANOS = 4_000_000;

    private static final Bytes ONE = DerWriter.write(out -> out.integer(1));
    private static final Bytes KEY = Lab.key().publicKey().spki();

    /// What is measured.
    interface Parser extends Consumer<Bytes> {}

    static Stream<Arguments> shapes() {
        IntFunction<Bytes> noise = CostTest::noise;
        return Stream.of(
                shape("nested sequences", Certificate::parse, CostTest::nested),
                shape("nested sequences", Crl::parse, CostTest::nested),
                shape("nested sequences", OcspResponse::parse, CostTest::nested),
                shape("noise", Certificate::parse, noise),
                shape("noise", OcspResponse::parse, noise),
                shape("alternative names", Certificate::parse, CostTest::manyNames),
                shape("extensions", Certificate::parse, CostTest::manyExtensions),
                shape("one extension again and again", Certificate::parse, CostTest::oneExtension),
                shape("attributes of a name", Certificate::parse, CostTest::longName),
                shape("an attribute", Certificate::parse, CostTest::longAttribute),
                shape("an object identifier", Certificate::parse, CostTest::longOid),
                shape("a serial number", Certificate::parse, CostTest::longSerial),
                shape("entries", Crl::parse, CostTest::manyEntries),
                shape("beginnings of blocks", CostTest::pem, length -> repeated("-----BEGIN A-----\n", length)),
                shape("halves of beginnings", Pem::parseAll, length -> repeated("-----BEGIN ", length)),
                shape("hyphens", Pem::parseAll, length -> repeated("-", length)),
                shape(
                        "small blocks",
                        Pem::parseAll,
                        length -> repeated("-----BEGIN A-----\nAA==\n-----END A-----\n", length)),
                shape(
                        "digits",
                        CostTest::pem,
                        length -> repeated("-----BEGIN CERTIFICATE-----\n", 28).concat(repeated("A", length))),
                shape(
                        "headers",
                        Pem::parseAll,
                        length -> Bytes.utf8("-----BEGIN A-----\n").concat(repeated("a: b\n", length))),
                shape("blank lines", Crl::parseAll, length -> repeated("\r\n", length)));
    }

    private static void pem(Bytes file) {
        var _ = Certificate.parsePem(file.toText(StandardCharsets.ISO_8859_1));
    }

    private static Arguments shape(String name, Parser parser, IntFunction<Bytes> make) {
        return Arguments.of(name, parser, make);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("shapes")
    void costsNoMoreThanItsLength(String name, Parser parser, IntFunction<Bytes> make) {
        var small = make.apply(SHORT);
        var large = make.apply(LONG);
        assertTrue(large.length() > 4 * small.length(), name);
        warmUp(parser, small);
        long octets = allocated(parser, large);
        assertTrue(
                octets < (long) OCTETS_PER_OCTET * large.length() + (1 << 16),
                () -> name + ": " + octets + " octets for " + large.length());
        long octetsOfSmall = allocated(parser, small);
        assertTrue(
                octets < MEMORY_RATIO * octetsOfSmall + (1 << 16),
                () -> name + ": " + octets + " octets, " + octetsOfSmall + " for an eighth");
        long allowed = Math.max(NOISE_NANOS, TIME_RATIO * best(parser, small));
        long taken = best(parser, large);
        assertTrue(taken < allowed, () -> name + ": " + taken / 1000 + " us, allowed " + allowed / 1000);
    }

    private static void warmUp(Parser parser, Bytes input) {
        for (int i = 0; i < 20; i++) {
            parse(parser, input);
        }
    }

    private static long allocated(Parser parser, Bytes input) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        parse(parser, input);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static long best(Parser parser, Bytes input) {
        var threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 9; i++) {
            long start = threads.getCurrentThreadCpuTime();
            parse(parser, input);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    /// Refused is as good as read; but only by name.
    private static void parse(Parser parser, Bytes input) {
        try {
            parser.accept(input);
        } catch (CertificateException | DerException e) {
            assertTrue(String.valueOf(e.getMessage()).length() < 1000);
        }
    }

    // Inputs

    private static Bytes repeated(String text, int length) {
        return Bytes.utf8(text.repeat(length / text.length()));
    }

    private static Bytes noise(int length) {
        var octets = new byte[length];
        new Random(length).nextBytes(octets);
        return Bytes.adopt(octets);
    }

    /// Written from the inside out, each with a length of as many octets as DER wants.
    private static Bytes nested(int length) {
        var octets = new byte[length];
        int at = length;
        while (at > 5) {
            int content = length - at;
            int digits = content < 128 ? 0 : content < 256 ? 1 : content < 65536 ? 2 : 3;
            for (int i = 0; i < digits; i++) {
                octets[--at] = (byte) (content >> 8 * i);
            }
            octets[--at] = (byte) (digits == 0 ? content : 0x80 + digits);
            octets[--at] = 0x30;
        }
        return Bytes.copyOf(octets, at, length - at);
    }

    private static Bytes manyNames(int length) {
        var names = Collections.nCopies(length / 12, (GeneralName) new GeneralName.DnsName("a.example"));
        return Lab.server(Lab.root("root"), builder -> builder.names(names)).der();
    }

    private static Bytes manyExtensions(int length) {
        return certificate(ONE, 1, out -> {
            for (int i = 0; i < length / 14; i++) {
                new Extension(new Oid("1.2.3." + i), Extension.Criticality.NON_CRITICAL, Bytes.of(5, 0)).write(out);
            }
        });
    }

    private static Bytes oneExtension(int length) {
        var one = new Extension(new Oid("1.2.3.4"), Extension.Criticality.NON_CRITICAL, Bytes.of(5, 0));
        return certificate(ONE, 1, out -> {
            for (int i = 0; i < length / 10; i++) {
                one.write(out);
            }
        });
    }

    private static Bytes longName(int length) {
        return certificate(ONE, length / 13, out -> {});
    }

    private static Bytes longAttribute(int length) {
        return certificate(
                ONE,
                1,
                out -> new Extension(
                                KnownExtension.SUBJECT_KEY_IDENTIFIER.oid(),
                                Extension.Criticality.NON_CRITICAL,
                                DerWriter.write(value -> value.octetString(noise(length))))
                        .write(out));
    }

    /// An identifier of one component with this many digits to the base 128.
    private static Bytes longOid(int length) {
        var octets = new byte[length];
        Arrays.fill(octets, (byte) 0x81);
        octets[length - 1] = 1;
        var identifier = DerWriter.write(out -> out.element(6, Bytes.adopt(octets)));
        return certificate(
                ONE,
                1,
                out -> out.sequence(extension -> extension.raw(identifier).octetString(ONE)));
    }

    private static Bytes longSerial(int length) {
        return certificate(DerWriter.write(out -> out.integer(BigInteger.ONE.shiftLeft(8 * length))), 1, out -> {});
    }

    /// By hand: a builder would refuse much of it.
    private static Bytes certificate(Bytes serial, int attributes, Consumer<DerWriter> extensions) {
        var name = DerWriter.write(out -> out.sequence(rdns -> {
            for (int i = 0; i < attributes; i++) {
                rdns.set(rdn -> rdn.sequence(attribute ->
                        attribute.oid(AttributeType.COMMON_NAME.oid()).utf8String("a")));
            }
        }));
        var algorithm = SignatureAlgorithm.ECDSA_SHA256.algorithmIdentifier();
        return DerWriter.write(whole -> whole.sequence(certificate -> certificate
                .sequence(tbs -> tbs.explicit(0, version -> version.integer(2))
                        .raw(serial)
                        .raw(algorithm)
                        .raw(name)
                        .sequence(validity -> validity.time(Lab.NOW).time(Lab.NOW))
                        .raw(name)
                        .raw(KEY)
                        .explicit(3, explicit -> explicit.sequence(extensions)))
                .raw(algorithm)
                .bitString(ONE)));
    }

    private static Bytes manyEntries(int length) {
        var builder = new CrlBuilder(Lab.NOW, Lab.NOW.plusSeconds(60));
        for (int i = 0; i < length / 34; i++) {
            builder.revoke(BigInteger.valueOf(i + 1L), new Revocation(Lab.NOW, RevocationReason.SUPERSEDED));
        }
        return builder.issuedBy(Lab.root("root"), Lab.RANDOM).der();
    }
}
