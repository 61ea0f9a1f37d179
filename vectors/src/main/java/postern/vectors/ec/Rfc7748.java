package postern.vectors.ec;

import java.util.List;

/// The examples of RFC 7748, "Elliptic Curves for Security", §5.2, §6.1 and §6.2, in hexadecimal.
public final class Rfc7748 {
    private Rfc7748() {}

    /// An application of the function to a scalar and a u-coordinate.
    public record Multiplication(String scalar, String u, String result) {}

    /// The result of `rounds` rounds of k, u = f(k, u), k, starting with both equal to the base point.
    public record Iteration(int rounds, String result) {}

    /// A whole Diffie–Hellman exchange.
    public record Exchange(
            String alicePrivate, String alicePublic, String bobPrivate, String bobPublic, String shared) {}

    /// §5.2, X25519.
    public static final List<Multiplication> X25519 = List.of(
            new Multiplication(
                    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                    "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
                    "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"),
            new Multiplication(
                    "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                    "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
                    "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"));

    /// §5.2, X25519 iterated.
    public static final List<Iteration> X25519_ITERATED = List.of(
            new Iteration(1, "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"),
            new Iteration(1_000, "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"),
            new Iteration(1_000_000, "7c3911e0ab2586fd864497297e575e6f3bc601c0883c30df5f4dd2d24f665424"));

    /// §6.1.
    public static final Exchange X25519_EXCHANGE = new Exchange(
            "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
            "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
            "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
            "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}
