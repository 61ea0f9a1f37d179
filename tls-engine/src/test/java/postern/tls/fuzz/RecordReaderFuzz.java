package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import postern.crypto.bytes.Secret;
import postern.tls.alert.TlsException;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.record.ContentType;
import postern.tls.record.RecordProtection;
import postern.tls.record.RecordReader;
import postern.tls.schedule.CipherSpec;
import postern.tls.schedule.MacKey;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.RecordKeys;
import postern.vectors.fuzz.FuzzTarget;

/// Records in clear and under each kind of protection. The first octet chooses the protection, the second the
/// size of the pieces in which the rest arrives. Forged records must not open; what comes out is never more
/// than went in.
public final class RecordReaderFuzz implements FuzzTarget {
    private record Suite(ProtocolVersion version, CipherSuite suite, MacOrder order) {}

    private static final List<Suite> SUITES = List.of(
            new Suite(ProtocolVersion.TLS13, CipherSuite.TLS_AES_128_GCM_SHA256, MacOrder.MAC_THEN_ENCRYPT),
            new Suite(ProtocolVersion.TLS13, CipherSuite.TLS_CHACHA20_POLY1305_SHA256, MacOrder.MAC_THEN_ENCRYPT),
            new Suite(
                    ProtocolVersion.TLS12,
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                    MacOrder.MAC_THEN_ENCRYPT),
            new Suite(ProtocolVersion.TLS12, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, MacOrder.MAC_THEN_ENCRYPT),
            new Suite(ProtocolVersion.TLS12, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, MacOrder.ENCRYPT_THEN_MAC),
            new Suite(ProtocolVersion.TLS10, CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA, MacOrder.MAC_THEN_ENCRYPT),
            new Suite(ProtocolVersion.TLS11, CipherSuite.TLS_RSA_WITH_RC4_128_SHA, MacOrder.MAC_THEN_ENCRYPT));

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int chosen = (input[0] & 0xff) % (SUITES.size() + 1);
        int piece = 1 + (input[1] & 0xff);
        var reader = new RecordReader();
        if (chosen < SUITES.size()) {
            reader.protectWith(RecordProtection.of(keys(SUITES.get(chosen))));
        }
        int out = 0;
        try {
            for (int at = 2; at < input.length; at += piece) {
                reader.supply(input, at, Math.min(piece, input.length - at));
                while (reader.next()) {
                    out += reader.content().length();
                    boolean inClear = chosen == SUITES.size()
                            || reader.type() == ContentType.CHANGE_CIPHER_SPEC
                            || reader.type() == ContentType.ALERT;
                    if (!inClear) {
                        throw new AssertionError("a record was forged under " + SUITES.get(chosen));
                    }
                }
            }
        } catch (TlsException e) {
            // refused, with the violation
        }
        if (out > input.length) {
            throw new AssertionError(out + " octets from " + input.length);
        }
    }

    private static RecordKeys keys(Suite made) {
        var suite = made.suite();
        boolean isTls13 = made.version() == ProtocolVersion.TLS13;
        int iv = isTls13 ? 12 : new CipherSpec(made.version(), suite, made.order()).ivLength();
        return new RecordKeys(
                made.version(),
                suite,
                Secret.zeros(suite.bulk().keyLength()),
                Secret.zeros(iv),
                new MacKey(Secret.zeros(suite.mac().keyLength()), made.order()));
    }
}
