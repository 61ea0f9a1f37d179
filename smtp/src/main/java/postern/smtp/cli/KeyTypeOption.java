package postern.smtp.cli;

import picocli.CommandLine.Option;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.RandomSource;
import postern.tls.pki.issue.KeyKind;

/// What kind of key a command makes. A mixin of commands.
final class KeyTypeOption {
    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            defaultValue = "p256",
            description = "p256 (the default), p384, p521, ed25519 or rsa:BITS")
    @SuppressWarnings("NullAway.Init") // has a default
    private String name;

    /// A new key; the caller's to close.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    PrivateKey generate(RandomSource random) {
        return KeyKind.parse(name).generate(random);
    }
}
