package postern.smtp.cli;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.TlsConfig;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.SignatureScheme;
import postern.tls.session.SharedKeys;
import postern.tls.session.SharedKeys.SharedKey;

/// The options for what there is only up to TLS 1.2. A mixin of commands.
final class OlderOptions {
    @Option(
            names = "--legacy",
            description = "let old peers in: TLS 1.0 and 1.1, static RSA, CBC and signatures with SHA-1")
    private boolean legacy;

    @Option(
            names = "--psk",
            paramLabel = "IDENTITY:HEXKEY",
            description = "a key that both ends have, for the PSK suites up to TLS 1.2; a server may have several")
    private List<String> keys = List.of();

    @Option(names = "--psk-hint", paramLabel = "TEXT", description = "what a server tells clients with several keys")
    private @Nullable String hint;

    /// Whether old versions are spoken.
    boolean isLegacy() {
        return legacy;
    }

    /// Whether there is a key that both ends have.
    boolean sharesKeys() {
        return !keys.isEmpty();
    }

    /// Sets the suites, unless they were chosen one by one, and the keys.
    ///
    /// @param chosen whether the suites were
    /// @throws IllegalArgumentException naming the option and the remedy
    void applyTo(TlsConfig.Builder builder, boolean chosen) {
        if (hint != null && keys.isEmpty()) {
            throw new IllegalArgumentException("--psk-hint needs --psk, a key that it is about");
        }
        if (!keys.isEmpty()) {
            builder.sharedKeys(sharedKeys());
        }
        if (legacy) {
            builder.signatureSchemes(Stream.concat(
                            Implemented.SCHEMES.stream(),
                            Stream.of(SignatureScheme.RSA_PKCS1_SHA1, SignatureScheme.ECDSA_SHA1))
                    .toArray(SignatureScheme[]::new));
        }
        if (!chosen && (legacy || !keys.isEmpty())) {
            builder.suites(suites());
        }
    }

    private CipherSuite[] suites() {
        var suites = new ArrayList<CipherSuite>();
        if (!keys.isEmpty()) {
            suites.addAll(Implemented.SHARED_KEY_SUITES);
        }
        suites.addAll(legacy ? Implemented.LEGACY_SUITES : Implemented.SUITES);
        return suites.toArray(CipherSuite[]::new);
    }

    private SharedKeys sharedKeys() {
        var named = keys.stream().map(OlderOptions::sharedKey).toList();
        return new SharedKeys(named, Bytes.utf8(hint == null ? "" : hint));
    }

    private static SharedKey sharedKey(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon < 0) {
                throw new IllegalArgumentException("there is no colon");
            }
            var key = Secret.adopt(HexFormat.of().parseHex(text.substring(colon + 1)));
            return new SharedKey(Bytes.utf8(text.substring(0, colon)), key);
        } catch (IllegalArgumentException e) {
            // Not the text itself: there is a key in it.
            throw new IllegalArgumentException(
                    "--psk: " + (colon < 0 ? e.getMessage() : "a name or its key is not right")
                            + "; write IDENTITY:HEXKEY, such as mailer:00112233445566778899aabbccddeeff",
                    e);
        }
    }
}
