package postern.tls.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.BlockCipher;
import postern.crypto.cipher.CbcMode;
import postern.crypto.cipher.TripleDes;
import postern.tls.alert.TlsException;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.MacKey;
import postern.tls.schedule.MacOrder;
import postern.tls.schedule.RecordKeys;
import postern.vectors.trace.SecretOperations;

/// CBC records that are wrong in every way there is: the padding, the MAC, both; long and short paddings. What
/// Vaudenay (2002) and Lucky Thirteen (AlFardan, Paterson 2013) tell apart.
public final class RecordSecrets implements SecretOperations {
    private static final int LENGTH = 240;
    private static final Map<CipherSuite, Function<Secret, BlockCipher>> SUITES = new LinkedHashMap<>();

    static {
        SUITES.put(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, Aes::new);
        SUITES.put(CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256, Aes::new);
        SUITES.put(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, Aes::new);
        SUITES.put(CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA, TripleDes::new);
    }

    /// Called by reflection too.
    public RecordSecrets() {}

    @Override
    public List<String> names() {
        return SUITES.keySet().stream().map(Enum::name).toList();
    }

    @Override
    public Runnable prepare(String name, long seed) {
        var suite = CipherSuite.valueOf(name);
        var key = Bytes.adopt(octets(new Random(1), suite.bulk().keyLength()));
        var cipher = Objects.requireNonNull(SUITES.get(suite)).apply(Secret.ofPublic(key));
        var record = record(wrongPlaintext(seed), cipher);
        var protection = RecordProtection.of(new RecordKeys(
                ProtocolVersion.TLS12,
                suite,
                Secret.ofPublic(key),
                Secret.zeros(cipher.blockLength()),
                new MacKey(Secret.zeros(suite.mac().keyLength()), MacOrder.MAC_THEN_ENCRYPT)));
        return () -> refused(protection, record);
    }

    private static void refused(RecordProtection protection, byte[] record) {
        try {
            protection.open(Span.of(record));
        } catch (TlsException e) {
            return;
        }
        throw new IllegalStateException("a wrong record was taken");
    }

    /// By the seed: a padding that is right, of any length; one with a wrong octet; one longer than the record
    /// could have; what chance brings.
    private static byte[] wrongPlaintext(long seed) {
        var random = new Random(seed * 0x9e3779b97f4a7c15L);
        var plaintext = octets(random, LENGTH);
        int padding = random.nextInt(256);
        for (int i = Math.max(0, LENGTH - 1 - padding); seed % 4 != 3 && i < LENGTH; i++) {
            plaintext[i] = (byte) padding;
        }
        if (seed % 4 == 1) {
            plaintext[LENGTH - 1 - random.nextInt(Math.min(padding + 1, LENGTH))] ^= 1;
        }
        return plaintext;
    }

    private static byte[] octets(Random random, int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] record(byte[] plaintext, BlockCipher cipher) {
        int block = cipher.blockLength();
        var record = new byte[RecordHeader.LENGTH + block + plaintext.length];
        var body = new Span(record, RecordHeader.LENGTH + block, plaintext.length);
        System.arraycopy(plaintext, 0, record, body.offset(), plaintext.length);
        new CbcMode(cipher).encrypt(new byte[block], body, body);
        record[0] = 23;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) ((block + plaintext.length) >> 8);
        record[4] = (byte) (block + plaintext.length);
        return record;
    }
}
