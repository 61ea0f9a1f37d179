package postern.smtp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.route.MailHost;
import postern.smtp.server.TestTls;
import postern.smtp.transport.ClientRules.AfterTempfail;
import postern.smtp.transport.ClientRules.Language;
import postern.smtp.transport.FakeMx.AfterGoAhead;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.HostReport.Use;
import postern.smtp.transport.HostReport.Verified;
import postern.smtp.transport.TlsDecision.How;
import postern.smtp.transport.TlsOptions.Begin;
import postern.smtp.transport.TlsOptions.Continuation;
import postern.smtp.transport.Transport.Insistence;
import postern.smtp.wire.Mailbox;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.SecurityPolicy;
import postern.vectors.peer.Ports;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// The table of when a message may leave in clear, row by row (requirements 66 to 83; the rows of observed Exim
/// are named K1 and so on).
class SmtpTransportTest {
    private static final TlsOptions USUAL = TlsOptions.OPPORTUNISTIC;
    private static final TlsOptions REQUIRED = USUAL.with(USUAL.use().requiredOf(TlsOptions.everybody()));
    private static final TlsOptions DEFERRING = USUAL.with(USUAL.use().with(AfterTempfail.DEFER));
    private static final Mailbox BOB = Mailbox.parse("bob@b.example");
    private static final String REQUIRED_WORDS = "a TLS session is required, but the server did not offer TLS support";

    private final StringWriter log = new StringWriter();
    private final List<TlsDecision> decisions = new CopyOnWriteArrayList<>();
    private final List<String> memory = new ArrayList<>();
    private final MessageIds ids = new MessageIds(Clock.systemUTC(), 1);
    private final List<SmtpTransport> transports = new ArrayList<>();

    @AfterEach
    void closeTransports() {
        transports.forEach(SmtpTransport::close);
    }

    @Test
    void k1EncryptsToWhoeverAnswers() throws IOException {
        try (var mx = new FakeMx().tls(TestTls.server(Entry.UNTRUSTED))) {
            var fate = deliver(USUAL, mx.host("localhost"));
            assertInstanceOf(Ending.Delivered.class, fate.ending());
            assertEquals(
                    List.of("1c EHLO", "1c STARTTLS", "1t EHLO", "1t MAIL", "1t RCPT", "1t DATA", "1> Subject"),
                    mx.commands().subList(0, 7));
            assertEquals(Verified.NO, channel(fate).verified());
            assertTrue(
                    channel(fate).cipher().startsWith("TLS1.3:TLS_"),
                    channel(fate).cipher());
            decided(How.UNVERIFIED, "was not looked at");
        }
    }

    @Test
    void k2k4InClearWhereNothingIsOfferedOrWanted() throws IOException {
        try (var mx = new FakeMx().offers("SIZE")) {
            assertTrue(deliver(USUAL, mx.host("localhost"))
                    .at()
                    .orElseThrow()
                    .channel()
                    .isEmpty());
            assertEquals("1c MAIL", mx.commands().get(1));
            decided(How.CLEAR, "STARTTLS was not offered");
        }
        try (var mx = new FakeMx()) {
            deliver(USUAL.with(USUAL.use().avoidedWith(TlsOptions.everybody())), mx.host("localhost"));
            assertEquals("1c MAIL", mx.commands().get(1));
            decided(How.CLEAR, "hosts_avoid_tls");
        }
    }

    @Test
    void k3RequiredAndNotOffered() throws IOException {
        try (var mx = new FakeMx().offers("SIZE")) {
            deferred(-38, REQUIRED_WORDS, deliver(REQUIRED, mx.host("localhost")));
            assertEquals(List.of("1c EHLO", "1c QUIT"), mx.commands());
            assertTrue(log.toString().contains(" H=" + mx.host("localhost") + ": " + REQUIRED_WORDS), log.toString());
            decided(How.REFUSED, REQUIRED_WORDS);
        }
    }

    @Test
    void k5TemporaryRefusal() throws IOException {
        try (var mx = new FakeMx().answers("STARTTLS", "454 TLS not available")) {
            delivered(deliver(USUAL, mx.host("localhost")));
            assertEquals(
                    List.of("1c EHLO", "1c STARTTLS", "1c MAIL"), mx.commands().subList(0, 3));
        }
        try (var mx = new FakeMx().answers("STARTTLS", "454 TLS not available")) {
            deferred(
                    0,
                    "SMTP error from remote mail server after STARTTLS: 454 TLS not available",
                    deliver(DEFERRING, mx.host("localhost")));
            assertEquals(List.of("1c EHLO", "1c STARTTLS", "1c QUIT"), mx.commands());
        }
    }

    @Test
    void k6PermanentRefusalIsAlwaysInClear() throws IOException {
        for (var options : List.of(USUAL, DEFERRING)) {
            try (var mx = new FakeMx().answers("STARTTLS", "554 no")) {
                delivered(deliver(options, mx.host("localhost")));
                assertEquals(
                        List.of("1c EHLO", "1c STARTTLS", "1c MAIL"),
                        mx.commands().subList(0, 3));
            }
        }
    }

    @Test
    void k7ToK9AFailedHandshakeNeedsANewConnection() throws IOException {
        for (var trouble : List.of(AfterGoAhead.RESET, AfterGoAhead.CLOSE, AfterGoAhead.WORDS, AfterGoAhead.HANG)) {
            try (var mx = new FakeMx().after(trouble)) {
                delivered(deliver(USUAL, mx.host("localhost")));
                var second = mx.commands().stream()
                        .filter(line -> line.startsWith("2"))
                        .toList();
                assertEquals(List.of("2c EHLO", "2c MAIL"), second.subList(0, 2), trouble.toString());
                assertTrue(log.toString()
                        .contains(
                                "delivering unencrypted to H=" + mx.host("localhost") + " (not in hosts_require_tls)"));
                decided(How.CLEAR, "TLS session: ");
            }
            try (var mx = new FakeMx().after(trouble)) {
                deferred(-37, "TLS session: ", deliver(DEFERRING, mx.host("localhost")));
                assertFalse(mx.commands().contains("2c EHLO"));
            }
            try (var mx = new FakeMx().after(trouble)) {
                deferred(-37, "TLS session: ", deliver(REQUIRED, mx.host("localhost")));
                assertFalse(mx.commands().contains("2c EHLO"));
            }
        }
    }

    @Test
    void wordsBetweenGoAheadAndHandshakeEndTheConnection() throws IOException {
        try (var mx = new FakeMx().after(AfterGoAhead.INJECTION)) {
            var fate = deliver(REQUIRED, mx.host("localhost"));
            assertInstanceOf(Ending.Deferred.class, fate.ending());
        }
    }

    @Test
    void k10RequiredAndRefused() throws IOException {
        for (var reply : List.of("454 later", "554 never")) {
            try (var mx = new FakeMx().answers("STARTTLS", reply)) {
                deferred(
                        -38,
                        "a TLS session is required, but an attempt to start TLS failed",
                        deliver(REQUIRED, mx.host("localhost")));
                assertEquals(List.of("1c EHLO", "1c STARTTLS", "1c QUIT"), mx.commands());
            }
        }
    }

    @Test
    void k11TheNextHostIsTried() throws IOException {
        try (var first = new FakeMx().offers("SIZE");
                var second = new FakeMx().tls(TestTls.server(Entry.P256))) {
            var nobody = new MailHost("nobody", "127.0.0.1", Ports.free());
            var fate = deliver(REQUIRED, nobody, first.host("localhost"), second.host("localhost"));
            delivered(fate);
            assertEquals(second.host("localhost"), fate.at().orElseThrow().host());
            assertEquals(List.of("failed nobody REFUSED", "failed localhost TLS_REQUIRED", "worked localhost"), memory);
        }
    }

    @Test
    void l1ToL6Certificates() throws IOException {
        var verifying = trusting(USUAL).with(trusting(USUAL).trust().verifying(TlsOptions.everybody()));
        var trying = trusting(USUAL).with(trusting(USUAL).trust().trying(TlsOptions.everybody()));
        var seed = trusting(USUAL);
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            assertEquals(
                    Verified.YES,
                    channel(deliver(verifying, mx.host("localhost"))).verified());
            decided(How.VERIFIED, "the certificate was verified");
        }
        for (var entry : List.of(Entry.UNTRUSTED, Entry.EXPIRED, Entry.OTHER_NAME, Entry.SELF_SIGNED)) {
            try (var mx = new FakeMx().tls(TestTls.server(entry))) {
                assertEquals(
                        Verified.NO,
                        channel(deliver(trying, mx.host("localhost"))).verified());
                decided(How.UNVERIFIED, "did not verify, which is not required");
            }
            for (var options : List.of(verifying, seed)) {
                try (var mx = new FakeMx().tls(TestTls.server(entry))) {
                    delivered(deliver(options, mx.host("localhost")));
                    assertTrue(mx.commands().contains("2c MAIL"), entry + ": " + mx.commands());
                }
                try (var mx = new FakeMx().tls(TestTls.server(entry))) {
                    var required = options.with(REQUIRED.use());
                    deferred(-37, "TLS session: ", deliver(required, mx.host("localhost")));
                    assertFalse(mx.commands().stream().anyMatch(line -> line.endsWith("MAIL")));
                }
            }
        }
    }

    @Test
    void namesAreCheckedForThoseHostsThatAreListed() throws IOException {
        var nameless = trusting(REQUIRED)
                .with(trusting(REQUIRED)
                        .trust()
                        .verifying(TlsOptions.everybody())
                        .withNames(TlsOptions.nobody()));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.OTHER_NAME))) {
            assertEquals(
                    Verified.YES,
                    channel(deliver(nameless, mx.host("localhost"))).verified());
        }
    }

    @Test
    void m1RequiredStaples() throws IOException {
        var stapled = USUAL.with(new TlsOptions.Ocsp(TlsOptions.everybody(), TlsOptions.everybody()));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            deferred(
                    -37,
                    "TLS session: Required TLS certificate status not received",
                    deliver(stapled.with(REQUIRED.use()), mx.host("localhost")));
        }
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            delivered(deliver(stapled, mx.host("localhost")));
            assertTrue(mx.commands().contains("2c MAIL"));
        }
    }

    @Test
    void m2m3m5NamesFilesAndCiphers() throws IOException {
        var asking = REQUIRED.with(REQUIRED.identity().asking("mx.example.test"));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            delivered(deliver(asking, mx.host("localhost")));
        }
        var missing = USUAL.with(USUAL.identity().with("/nowhere/cert.pem", "/nowhere/key.pem"));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            delivered(deliver(missing, mx.host("localhost")));
            assertTrue(mx.commands().contains("2c MAIL"), "M4");
            assertTrue(log.toString().contains("tls_certificate /nowhere/cert.pem"), log.toString());
        }
        var wrong = REQUIRED.with(
                REQUIRED.identity().with(_ -> Optional.of(SecurityPolicy.ofOpenSsl("NOT-A-CIPHER", Optional.empty()))));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            deferred(-37, "TLS session: ", deliver(wrong, mx.host("localhost")));
        }
        var old = TestTls.server(Entry.P256, builder -> builder.versions(ProtocolVersion.TLS12));
        try (var mx = new FakeMx().tls(old)) {
            assertTrue(channel(deliver(REQUIRED, mx.host("localhost"))).cipher().startsWith("TLS1.2:"));
        }
    }

    @Test
    void m8TlsOnConnect() throws IOException {
        var smtps = USUAL.with(USUAL.use().with(Begin.ON_CONNECT));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256)).onConnect()) {
            assertTrue(deliver(smtps, mx.host("localhost"))
                    .at()
                    .orElseThrow()
                    .channel()
                    .isPresent());
            assertEquals(List.of("1t EHLO", "1t MAIL"), mx.commands().subList(0, 2));
        }
        try (var mx = new FakeMx()) {
            deferred(-37, "TLS session: ", deliver(smtps, mx.host("localhost")));
        }
    }

    @Test
    void severalMessagesInOneSession() throws IOException {
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            var transport = transport(REQUIRED, Language.SMTP);
            assertEquals(Use.NEW, use(deliver(transport, mx.host("localhost"))));
            assertEquals(Use.CONTINUED, use(deliver(transport, mx.host("localhost"))));
            assertEquals(1, mx.commands().stream().filter("1t EHLO"::equals).count());
            assertTrue(deliver(transport, mx.host("localhost"))
                    .at()
                    .orElseThrow()
                    .toString()
                    .contains("]:"));
            assertFalse(mx.commands().contains("2c EHLO"));
        }
    }

    @Test
    void tlsBeginsAnewForEachMessageWhereThatIsWanted() throws IOException {
        var noproxy = REQUIRED.with(REQUIRED.use().with(new Continuation(TlsOptions.nobody(), TlsOptions.everybody())));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            var transport = transport(noproxy, Language.SMTP);
            deliver(transport, mx.host("localhost"));
            assertEquals(Use.CONTINUED, use(deliver(transport, mx.host("localhost"))));
            var again = mx.commands()
                    .subList(
                            mx.commands().indexOf("1t [close_notify]"),
                            mx.commands().size());
            assertEquals(
                    List.of("1t [close_notify]", "1c EHLO", "1c STARTTLS", "1t EHLO", "1t MAIL"), again.subList(0, 5));
        }
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256)).closesAfterTls()) {
            var transport = transport(noproxy, Language.SMTP);
            deliver(transport, mx.host("localhost"));
            memory.clear();
            assertEquals(Use.NEW, use(deliver(transport, mx.host("localhost"))));
            assertEquals(List.of("worked localhost"), memory, "no retry data");
        }
    }

    @Test
    void nopassMeansOneMessageOneConnection() throws IOException {
        var nopass = REQUIRED.with(REQUIRED.use().with(new Continuation(TlsOptions.everybody(), TlsOptions.nobody())));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            var transport = transport(nopass, Language.SMTP);
            deliver(transport, mx.host("localhost"));
            assertTrue(mx.commands().contains("1t QUIT"), mx.commands().toString());
            assertEquals(Use.NEW, use(deliver(transport, mx.host("localhost"))));
        }
    }

    @Test
    void aKeptConnectionThatHasEndedIsNoFailure() throws IOException {
        try (var mx = new FakeMx().offers("SIZE")) {
            var transport = transport(USUAL, Language.SMTP);
            deliver(transport, mx.host("localhost"));
            mx.answers("1 MAIL", "close");
            memory.clear();
            assertEquals(Use.NEW, use(deliver(transport, mx.host("localhost"))));
            assertEquals(List.of("worked localhost"), memory);
        }
    }

    @Test
    void eachRecipientHasItsOwnFate() throws IOException {
        try (var mx = new FakeMx()
                .offers("SIZE")
                .answers("RCPT TO:<no@b.example>", "550 5.1.1 unknown")
                .answers("RCPT TO:<later@b.example>", "450 later")) {
            var parcel = parcel(BOB, Mailbox.parse("no@b.example"), Mailbox.parse("later@b.example"));
            var fates =
                    transport(USUAL, Language.SMTP).deliver(parcel, List.of(mx.host("localhost")), Insistence.WHEN_DUE);
            assertEquals(3, fates.size());
            delivered(fates.get(0));
            assertInstanceOf(Ending.Failed.class, fates.get(1).ending());
            assertEquals(FailureKind.RCPT_4XX, ((Ending.Deferred) fates.get(2).ending()).kind());
        }
    }

    @Test
    void manyRecipientsGoInPieces() throws IOException {
        try (var mx = new FakeMx().offers("SIZE")) {
            var recipients = new ArrayList<Mailbox>();
            for (int i = 0; i < 250; i++) {
                recipients.add(Mailbox.parse("u" + i + "@b.example"));
            }
            var fates = transport(USUAL, Language.SMTP)
                    .deliver(parcel(recipients.toArray(Mailbox[]::new)), List.of(mx.host("localhost")), Insistence.NOW);
            assertEquals(250, fates.size());
            assertTrue(fates.stream().allMatch(fate -> fate.ending() instanceof Ending.Delivered));
            assertEquals(3, mx.commands().stream().filter("1c DATA"::equals).count());
        }
    }

    @Test
    void lmtpAnswersForEachRecipient() throws IOException {
        try (var mx = new FakeMx().offers("SIZE").lmtp().answers("text<no@b.example>", "552 full")) {
            var fates = transport(USUAL, Language.LMTP)
                    .deliver(
                            parcel(BOB, Mailbox.parse("no@b.example")),
                            List.of(mx.host("localhost")),
                            Insistence.WHEN_DUE);
            assertEquals("1c LHLO", mx.commands().getFirst());
            delivered(fates.get(0));
            assertInstanceOf(Ending.Failed.class, fates.get(1).ending());
        }
    }

    @Test
    void aDecisionIsALineOfJson() throws IOException {
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            deliver(USUAL, mx.host("localhost"));
            var json = decisions.getFirst().toJson();
            assertTrue(json.contains("\"host\":\"localhost\",\"address\":\"127.0.0.1\",\"port\":"), json);
            assertTrue(json.contains(",\"tls\":\"unverified\",\"why\":\"the certificate was not looked at"), json);
            assertTrue(json.contains(",\"cipher\":\"TLS1.3:TLS_"), json);
        }
    }

    private static TlsOptions trusting(TlsOptions options) {
        return options.with(options.trust().in(TestPki.shared().root().toString()));
    }

    private Fate deliver(TlsOptions options, MailHost... hosts) {
        return deliver(transport(options, Language.SMTP), hosts);
    }

    private Fate deliver(SmtpTransport transport, MailHost... hosts) {
        return transport
                .deliver(parcel(BOB), List.of(hosts), Insistence.WHEN_DUE)
                .getFirst();
    }

    private SmtpTransport transport(TlsOptions tls, Language language) {
        var patience = new SmtpLink.Patience(Duration.ofSeconds(5), Duration.ofSeconds(2));
        var options = SmtpTransport.Options.standard("remote", "client.test")
                .with(tls)
                .with(language)
                .with(new SmtpTransport.Limits(patience, 100, Duration.ofSeconds(5)));
        var transport = new SmtpTransport(
                options,
                new SmtpTransport.Surroundings(
                        new MainLog(log, Clock.systemUTC()),
                        Clock.systemUTC(),
                        new Memory(),
                        new HostGate(10),
                        decisions::add));
        transports.add(transport);
        return transport;
    }

    private Parcel parcel(Mailbox... recipients) {
        var text = "Subject: hi\n\n.body\n";
        return new Parcel(
                ids.next(),
                Mailbox.parse("ann@a.example"),
                List.of(recipients),
                new Delivery.Content(text.length(), Delivery.Body.SEVEN_BIT),
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private final class Memory implements HostMemory {
        @Override
        public boolean isDue(MailHost host) {
            return true;
        }

        @Override
        public void failed(MailHost host, FailureKind kind, String words) {
            memory.add("failed " + host.name() + " " + kind);
        }

        @Override
        public void worked(MailHost host) {
            memory.add("worked " + host.name());
        }
    }

    private static void delivered(Fate fate) {
        assertInstanceOf(Ending.Delivered.class, fate.ending(), fate.toString());
    }

    private static void deferred(int code, String beginning, Fate fate) {
        var ending = assertInstanceOf(Ending.Deferred.class, fate.ending());
        assertEquals(code, ending.code(), ending.words());
        assertTrue(ending.words().startsWith(beginning), ending.words());
    }

    private void decided(How how, String why) {
        var last = decisions.getLast();
        assertEquals(how, last.how(), last.why());
        assertTrue(last.why().contains(why), last.why());
    }

    private static HostReport.Channel channel(Fate fate) {
        delivered(fate);
        return fate.at().orElseThrow().channel().orElseThrow();
    }

    private static Use use(Fate fate) {
        delivered(fate);
        return fate.at().orElseThrow().use();
    }
}
