package postern.tls.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.Finished;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The key schedule, step by step, against the traces of RFC 8448: with and without a HelloRetryRequest.
class Rfc8448ScheduleTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

    /// A trace and what has been derived of it so far.
    record Run(Vector trace, HandshakeSecret handshake) {
        static Run of(Vector trace) {
            var early = EarlySecret.withoutPsk(HashAlgorithm.SHA256);
            return new Run(trace, early.handshakeSecret(SUITE, Secret.copyOf(trace.octets("shared-secret"))));
        }

        Bytes at(String name) {
            return Bytes.adopt(trace.octets(name));
        }

        Transcript hellos() {
            var start = trace.has("hello-retry-request")
                    ? Transcript.afterRetry(HashAlgorithm.SHA256, at("client-hello"), at("hello-retry-request"))
                            .with(at("second-client-hello"))
                    : Transcript.of(HashAlgorithm.SHA256, at("client-hello"));
            return start.with(at("server-hello"));
        }

        Transcript beforeServerFinished() {
            return hellos().with(at("encrypted-extensions"))
                    .with(at("certificate"))
                    .with(at("certificate-verify"));
        }

        Transcript toServerFinished() {
            return beforeServerFinished().with(at("server-finished"));
        }

        void assertSecret(String name, Secret secret) {
            assertEquals(at(name), show(secret), name);
        }
    }

    static Stream<Vector> traces() {
        return Stream.of("tls/rfc8448-simple-1rtt.txt", "tls/rfc8448-hello-retry-request.txt")
                .map(path -> VectorFile.read(path).getFirst());
    }

    static Run simple() {
        return Run.of(traces().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theTranscriptHashesAreThoseOfTheTrace(Vector trace) {
        var run = Run.of(trace);
        assertEquals(run.at("transcript-hash-server-hello"), run.hellos().digest());
        assertEquals(
                run.at("transcript-hash-certificate-verify"),
                run.beforeServerFinished().digest());
        assertEquals(
                run.at("transcript-hash-server-finished"),
                run.toServerFinished().digest());
        assertEquals(
                run.at("transcript-hash-client-finished"),
                run.toServerFinished().with(run.at("client-finished")).digest());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theTrafficSecretsAndTheirKeysAreThoseOfTheTrace(Vector trace) {
        var run = Run.of(trace);
        assertTraffic(run, "client-handshake", run.handshake().clientTraffic(run.hellos()));
        assertTraffic(run, "server-handshake", run.handshake().serverTraffic(run.hellos()));
        var main = run.handshake().mainSecret();
        var transcript = run.toServerFinished();
        assertTraffic(run, "client-application", main.clientTraffic(transcript));
        assertTraffic(run, "server-application", main.serverTraffic(transcript));
        run.assertSecret("exporter-secret", main.exporter(transcript).value());
        var published = new ResumptionSecret(HashAlgorithm.SHA256, Secret.copyOf(trace.octets("resumption-secret")));
        assertEquals(
                show(published.preSharedKey(Bytes.of(7))),
                show(main.resumption(transcript.with(run.at("client-finished"))).preSharedKey(Bytes.of(7))));
    }

    private static void assertTraffic(Run run, String name, TrafficSecret secret) {
        run.assertSecret(name + "-traffic-secret", secret.value());
        var keys = secret.recordKeys();
        run.assertSecret(name + "-key", keys.key());
        run.assertSecret(name + "-iv", keys.iv());
        assertEquals(SUITE, keys.suite());
        assertEquals(ProtocolVersion.TLS13, keys.version());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theFinishedMessagesAreThoseOfTheTrace(Vector trace) {
        var run = Run.of(trace);
        var server = run.handshake().serverTraffic(run.hellos()).finishedMac();
        var finished = server.finished(run.beforeServerFinished());
        assertEquals(run.at("server-finished").from(4), finished.verifyData());
        assertEquals(
                finished.verifyData(),
                server.verify(finished, run.beforeServerFinished()).verifyData());

        var client = run.handshake().clientTraffic(run.hellos()).finishedMac();
        assertEquals(
                run.at("client-finished").from(4),
                client.finished(run.toServerFinished()).verifyData());
        refuses(() -> client.verify(finished, run.beforeServerFinished()));
        refuses(() -> server.verify(finished, run.toServerFinished()));
    }

    @Test
    void everyChangedBitAndEveryPrefixOfAFinishedMessageIsRefused() {
        var run = simple();
        var mac = run.handshake().serverTraffic(run.hellos()).finishedMac();
        var right = mac.finished(run.beforeServerFinished()).verifyData();
        for (int bit = 0; bit < right.length() * 8; bit++) {
            var wrong = right.toArray();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            refuses(() -> mac.verify(new Finished(Bytes.adopt(wrong)), run.beforeServerFinished()));
        }
        for (int length = 0; length < right.length(); length++) {
            var cut = new Finished(right.slice(0, length));
            refuses(() -> mac.verify(cut, run.beforeServerFinished()));
        }
    }

    /// The pre-shared key of the trace's one ticket, with the nonce 00 00 (RFC 8448 §3).
    @Test
    void theResumptionSecretGivesTheTicketsKey() {
        var run = simple();
        var whole = run.toServerFinished().with(run.at("client-finished"));
        var key = run.handshake().mainSecret().resumption(whole).preSharedKey(Bytes.of(0, 0));
        assertEquals(
                "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3",
                show(key).toHex());
    }

    @Test
    void aTrafficSecretGivesItsRecordKeysOnce() {
        var run = simple();
        var secret = run.handshake().clientTraffic(run.hellos());
        secret.recordKeys();
        assertThrows(IllegalStateException.class, secret::recordKeys);
        secret.next().recordKeys();
    }

    @Test
    void everyStageIsWipedByTheNext() {
        var run = simple();
        var early = EarlySecret.withoutPsk(HashAlgorithm.SHA256);
        var handshake = early.handshakeSecret(SUITE, Secret.zeros(32));
        assertThrows(IllegalStateException.class, () -> early.handshakeSecret(SUITE, Secret.zeros(32)));
        var main = handshake.mainSecret();
        assertThrows(IllegalStateException.class, () -> handshake.clientTraffic(run.hellos()));
        var traffic = main.clientTraffic(run.hellos());
        traffic.next();
        assertThrows(IllegalStateException.class, traffic::finishedMac);
    }

    @Test
    void aSuiteOfAnotherHashCannotGoOnFromAnEarlySecret() {
        var early = EarlySecret.withoutPsk(HashAlgorithm.SHA256);
        var suite = CipherSuite.TLS_AES_256_GCM_SHA384;
        assertThrows(IllegalArgumentException.class, () -> early.handshakeSecret(suite, Secret.zeros(32)));
    }

    private static Bytes show(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }

    private static void refuses(Executable action) {
        assertEquals(
                Violation.FINISHED_MISMATCH,
                assertThrows(TlsException.class, action).violation());
    }
}
