package postern.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;

/// Key files of OpenSSL and the JDK in every form, and everything that is almost one.
class PrivateKeyTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("PrivateKeyTest"));

    @TempDir
    Path directory;

    private OpenSsl openssl = new OpenSsl(Path.of(""));

    @BeforeEach
    void openssl() {
        openssl = new OpenSsl(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521",
                "ecparam -name prime256v1 -genkey",
                "ecparam -name secp384r1 -genkey -noout",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1031",
                "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024",
                "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha384"
                        + " -pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:48",
                "genpkey -algorithm ED25519",
                "genpkey -algorithm ED448",
                "genrsa 2048",
                "genrsa -traditional 1024",
                "genrsa -3 1024",
            })
    void filesOfOpenSslAreReadAndWrittenAsOpenSslWritesThem(String command) {
        var file = openssl.run(command.split(" "));
        openssl.write("key.pem", file);
        try (var key = read(file)) {
            var publicKey = openssl.run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER");
            assertEquals(Bytes.copyOf(publicKey), key.publicKey().spki());
            assertTrue(key.belongsTo(PublicKey.fromSpki(Bytes.copyOf(publicKey))));
            var pkcs8 = openssl.run("pkcs8", "-in", "key.pem", "-topk8", "-nocrypt", "-outform", "DER");
            assertEquals(Bytes.copyOf(pkcs8), bytes(key.pkcs8()));
            var pem = openssl.run("pkcs8", "-in", "key.pem", "-topk8", "-nocrypt");
            assertEquals(text(pem), text(key.pem().expose()));
            assertEquals(
                    key.publicKey(),
                    PrivateKey.fromPem(Pem.parseAll(text(file))).publicKey());
        }
    }

    @Test
    void encryptedKeysAreRefusedWithTheCommandThatDecryptsThem() {
        var remedy = "private key /etc/k.pem: it is encrypted; decrypt it with: openssl pkey -in /etc/k.pem"
                + " -out /etc/k.pem.decrypted (and keep that file readable by the server alone)";
        openssl.write("key.pem", openssl.run("genrsa", "-traditional", "1024"));
        for (var command : new String[] {
            "rsa -in key.pem -aes128 -passout pass:secret -traditional",
            "pkcs8 -in key.pem -topk8 -passout pass:secret",
        }) {
            var file = Secret.adopt(openssl.run(command.split(" ")));
            assertEquals(remedy, refusal(() -> PrivateKey.fromPem(file, "/etc/k.pem")));
            openssl.write("k.pem", file.expose());
            var decrypted = openssl.run("pkey", "-in", "k.pem", "-passin", "pass:secret");
            assertEquals("RSA 1024", read(decrypted).publicKey().describe());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 1024, RSA 1024",
        "EC, 256, EC P-256",
        "EC, 384, EC P-384",
        "EC, 521, EC P-521",
        "Ed25519, 255, Ed25519",
        "Ed448, 448, Ed448"
    })
    void keysOfTheJdkAreRead(String algorithm, int bits, String description) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if ("EC".equals(algorithm)) {
            generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
        } else {
            generator.initialize(bits);
        }
        var pair = generator.generateKeyPair();
        try (var key = PrivateKey.fromPkcs8(Secret.adopt(pair.getPrivate().getEncoded()))) {
            assertEquals(description, key.publicKey().describe());
            assertTrue(key.belongsTo(
                    PublicKey.fromSpki(Bytes.adopt(pair.getPublic().getEncoded()))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void generatedKeysAreReadBack(Curve curve) {
        try (var key = PrivateKey.generateEc(curve, random);
                var again = PrivateKey.fromPkcs8(key.pkcs8());
                var other = PrivateKey.generateEc(curve, random)) {
            assertTrue(again.belongsTo(key.publicKey()));
            assertFalse(other.belongsTo(key.publicKey()));
            openssl.write("key.pem", key.pem().expose());
            assertEquals(
                    key.publicKey().spki(),
                    Bytes.copyOf(openssl.run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER")));
        }
    }

    @Test
    void generatedRsaKeysAreReadBackAndPassOpenSslsCheck() {
        try (var key = PrivateKey.generateRsa(1024, random);
                var again = PrivateKey.fromPkcs8(key.pkcs8())) {
            assertTrue(again.belongsTo(key.publicKey()));
            openssl.write("key.pem", key.pem().expose());
            assertTrue(text(openssl.run("rsa", "-in", "key.pem", "-check", "-noout"))
                    .contains("RSA key ok"));
        }
        assertEquals(
                "RSA key of 512 bits; from 1024 to 8192 can be made",
                refusal(() -> PrivateKey.generateRsa(512, random)));
    }

    @Test
    void everyPrefixIsRefusedAndEveryChangedBitRefusedOrWrittenBack() {
        try (var key = PrivateKey.generateEc(Curve.P256, random)) {
            var der = bytes(key.pkcs8());
            for (int i = 0; i < der.length(); i++) {
                var prefix = Secret.ofPublic(der.slice(0, i));
                assertThrows(KeyException.class, () -> PrivateKey.fromPkcs8(prefix));
            }
            for (int i = 0; i < 8 * der.length(); i++) {
                var changed = der.toArray();
                changed[i / 8] ^= (byte) (1 << i % 8);
                assertRefusedOrEqual(Bytes.adopt(changed));
            }
        }
    }

    private static void assertRefusedOrEqual(Bytes der) {
        try (var secret = Secret.ofPublic(der)) {
            assertEquals(der, bytes(PrivateKey.fromPkcs8(secret).pkcs8()));
        } catch (KeyException refused) {
            assertTrue(refused.toString().length() > 20);
        }
    }

    @Test
    void ecKeysThatContradictThemselvesAreRefused() {
        var scalar = Bytes.concat(Bytes.copyOf(new byte[31]), Bytes.of(1));
        var order = Bytes.fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        var p256 = NamedCurve.oid(Curve.P256);
        var p384 = NamedCurve.oid(Curve.P384);
        var other = ((PublicKey.Ec) PrivateKey.generateEc(Curve.P256, random).publicKey()).point();
        assertEquals(
                "EC private key: EC private key does not name its curve",
                refusal(() -> sec1(w -> w.integer(1).octetString(scalar))));
        assertEquals(
                "EC private key: EC private key of an unknown version",
                refusal(() -> sec1(w -> w.integer(2).octetString(scalar).explicit(0, p -> p.oid(p256)))));
        assertEquals(
                "EC private key: EC private key and the public key beside it do not belong together",
                refusal(() -> sec1(w -> w.integer(1)
                        .octetString(scalar)
                        .explicit(0, p -> p.oid(p256))
                        .explicit(1, p -> p.bitString(other)))));
        for (var wrong : new Bytes[] {
            Bytes.copyOf(new byte[32]), order, scalar.from(1), Bytes.of(0).concat(scalar)
        }) {
            assertTrue(refusal(() -> sec1(w -> w.integer(1).octetString(wrong).explicit(0, p -> p.oid(p256))))
                    .startsWith("EC private key: EC private key on P-256: "));
        }
        var twoCurves = DerWriter.write(w -> w.sequence(info -> info.integer(0)
                .sequence(a -> a.oid(KeyIds.EC).oid(p384))
                .octetString(inner ->
                        inner.sequence(s -> s.integer(1).octetString(scalar).explicit(0, p -> p.oid(p256))))));
        assertEquals(
                "PKCS#8 private key: EC private key names two curves, P-384 and P-256",
                refusal(() -> PrivateKey.fromPkcs8(Secret.ofPublic(twoCurves))));
    }

    private static PrivateKey sec1(Consumer<DerWriter> contents) {
        return PrivateKey.fromSec1(Secret.ofPublic(DerWriter.write(w -> w.sequence(contents))));
    }

    @Test
    void rsaKeysOfOtherShapesAreRefused() {
        var multi = DerWriter.write(w -> w.sequence(s -> s.integer(1)));
        assertEquals(
                "RSA private key: RSA key with more than two primes is not supported",
                refusal(() -> PrivateKey.fromPkcs1(Secret.ofPublic(multi))));
        var short512 = openssl.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:512");
        assertEquals(
                "private key k.pem: RSA modulus of 512 bits; from 1024 to 8192 are supported",
                refusal(() -> PrivateKey.fromPem(Secret.adopt(short512), "k.pem")));
    }

    /// A file and the refusal.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hello                                                           | private key k: no private key in it, and no PEM block at all; if it is DER, convert it with: openssl pkey -inform DER -in k -out k.pem
                    '-----BEGIN CERTIFICATE-----\nAQ==\n-----END CERTIFICATE-----'  | private key k: no private key in it, only CERTIFICATE
                    '-----BEGIN OPENSSH PRIVATE KEY-----\nAQ==\n-----END OPENSSH PRIVATE KEY-----' | private key k: it is in OpenSSH's form; convert it in place with: ssh-keygen -p -m PKCS8 -f k
                    '-----BEGIN DSA PRIVATE KEY-----\nAQ==\n-----END DSA PRIVATE KEY-----' | private key k: 'DSA PRIVATE KEY' is not supported; make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k
                    '-----BEGIN PRIVATE KEY-----\nAQ==\n-----END PRIVATE KEY-----'  | private key k: SEQUENCE expected, found BOOLEAN at offset 0
                    '-----BEGIN PRIVATE KEY-----\nAQ==\n'                           | private key k: PEM: 'BEGIN PRIVATE KEY' without its END, after the line at offset 28
                    """)
    void filesWithoutAUsableKeyAreRefused(String file, String message) {
        var secret = Secret.ofPublic(Bytes.utf8(file.replace("\\n", "\n")));
        assertEquals(message, refusal(() -> PrivateKey.fromPem(secret, "k")));
    }

    @Test
    void nothingSecretIsPrinted() {
        try (var key = PrivateKey.generateEc(Curve.P256, random)) {
            var scalar = bytes(((PrivateKey.Ec) key).scalar()).toHex();
            assertFalse(key.toString().contains(scalar), key::toString);
        }
    }

    private static PrivateKey read(byte[] file) {
        return PrivateKey.fromPem(Secret.copyOf(file), "key.pem");
    }

    private static String refusal(Executable reader) {
        return String.valueOf(assertThrows(KeyException.class, reader).getMessage());
    }

    private static Bytes bytes(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII);
    }
}
