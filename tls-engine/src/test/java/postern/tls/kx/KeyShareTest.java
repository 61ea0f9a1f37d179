package postern.tls.kx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.NamedGroup;
import postern.vectors.VectorFile;

class KeyShareTest {
    private final RandomSource random = HmacDrbg.system();

    @ParameterizedTest
    @FieldSource("postern.tls.param.Implemented#GROUPS")
    void bothEndsGetTheSameSecret(NamedGroup group) {
        var first = KeyShare.generate(group, random);
        assertEquals(group, first.group());
        assertEquals(group.shareLength(), first.share().length());
        var answer = KeyShare.respond(group, first.share(), random);
        assertEquals(group.shareLength(), answer.share().length());
        assertEquals(
                Bytes.copyOf(answer.secret().expose()),
                Bytes.copyOf(first.combine(answer.share()).expose()));
    }

    @ParameterizedTest
    @CsvSource({
        "tls/rfc8448-simple-1rtt.txt, client-private-key, X25519",
        "tls/rfc8448-hello-retry-request.txt, client-second-private-key, SECP256R1"
    })
    void theSharesOfTheTraceGiveItsSecret(String path, String privateKey, NamedGroup group) {
        var trace = VectorFile.read(path).getFirst();
        RandomSource replay = out -> System.arraycopy(trace.octets(privateKey), 0, out, 0, out.length);
        var share = KeyShare.generate(group, replay);
        assertEquals(Bytes.copyOf(trace.octets("client-share")), share.share());
        var secret = share.combine(Bytes.copyOf(trace.octets("server-share")));
        assertEquals(Bytes.copyOf(trace.octets("shared-secret")), Bytes.copyOf(secret.expose()));
    }

    @ParameterizedTest
    @FieldSource("postern.tls.param.Implemented#GROUPS")
    void aShareIsForOneConnection(NamedGroup group) {
        var share = KeyShare.generate(group, random);
        var peer = KeyShare.generate(group, random).share();
        share.combine(peer);
        assertThrows(IllegalStateException.class, () -> share.combine(peer));
    }

    @ParameterizedTest
    @FieldSource("postern.tls.param.Implemented#GROUPS")
    void aShareOfAnotherLengthIsRefused(NamedGroup group) {
        var right = KeyShare.generate(group, random).share();
        refuses(group, Bytes.EMPTY);
        refuses(group, right.slice(0, right.length() - 1));
        refuses(group, right.concat(Bytes.of(0)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SECP256R1", "SECP384R1"})
    void aPointOffTheCurveOrCompressedIsRefused(NamedGroup group) {
        var right = KeyShare.generate(group, random).share().toArray();
        var off = right.clone();
        off[off.length - 1] ^= 1;
        refuses(group, Bytes.adopt(off));
        var compressed = right.clone();
        compressed[0] = 2;
        refuses(group, Bytes.adopt(compressed).slice(0, 1 + right.length / 2));
        refuses(group, Bytes.of(0));
    }

    /// RFC 7748 §6.1: a point of small order gives zeros, whatever the private key.
    @Test
    void anX25519PointOfSmallOrderIsRefused() {
        refuses(NamedGroup.X25519, Bytes.copyOf(new byte[32]));
        refuses(NamedGroup.X25519, Bytes.of(1).concat(Bytes.copyOf(new byte[31])));
    }

    private void refuses(NamedGroup group, Bytes peer) {
        var answering = assertThrows(TlsException.class, () -> KeyShare.respond(group, peer, random));
        assertEquals(Violation.KEY_SHARE_INVALID, answering.violation());
        var combining = assertThrows(
                TlsException.class, () -> KeyShare.generate(group, random).combine(peer));
        assertEquals(Violation.KEY_SHARE_INVALID, combining.violation());
    }
}
