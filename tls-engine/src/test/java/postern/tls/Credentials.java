package postern.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import postern.crypto.asn1.Pem;
import postern.crypto.key.PrivateKey;
import postern.tls.param.Implemented;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;

/// Self-signed certificates with their keys, made once with OpenSSL for `KIND.postern.example` and, save the last,
/// for `localhost`; good from 2020 to 2120.
public final class Credentials {
    public static final Credentials RSA = new Credentials("rsa");
    public static final Credentials P256 = new Credentials("p256");
    public static final Credentials P384 = new Credentials("p384");
    public static final Credentials OTHER = new Credentials("other");

    private final String name;
    private final String pem;
    private final Credential credential;

    private Credentials(String name) {
        this.name = name;
        this.pem = read("credentials/" + name + ".pem");
        this.credential = new Credential(Certificate.parsePem(pem), PrivateKey.fromPem(Pem.parseAll(pem)));
    }

    /// The one of this kind, in either case; by this method JUnit reads a table of tests.
    public static Credentials named(String kind) {
        return Stream.of(RSA, P256, P384, OTHER)
                .filter(each -> each.name.equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow();
    }

    /// Certificate and key.
    public Credential credential() {
        return credential;
    }

    /// Both as text, for the JDK.
    public String pem() {
        return pem;
    }

    /// The name for which the certificate was made.
    public String hostName() {
        return name + ".postern.example";
    }

    /// Those that are for `localhost`, one of each kind of key.
    public static List<Credentials> forLocalhost() {
        return List.of(RSA, P256, P384);
    }

    /// The default schemes that these keys can sign by: all but those of keys for PSS alone, see [RsaPssKeyTest].
    public static List<SignatureScheme> schemes() {
        return Implemented.SCHEMES.stream()
                .filter(scheme -> !scheme.name().startsWith("RSA_PSS_PSS"))
                .toList();
    }

    private static String read(String path) {
        try (var in = Credentials.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The kind of key.
    @Override
    public String toString() {
        return name;
    }
}
