package postern.crypto.dh;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The groups with names, as Exim's option `tls_dhparam` lists them:
///
/// - `ffdhe2048` to `ffdhe8192` (RFC 7919 appendix A), which TLS 1.3 knows by number too;
/// - `ike1`, `ike2` (RFC 2409 §6), `ike5`, `ike14` to `ike18` (RFC 3526): older, of the same making;
/// - `ike22` to `ike24` (RFC 5114 §2): generators of small prime order, with no word on how their primes were found;
/// - `exim.dev.20160529.1` to `.3`: three random safe primes that Exim's authors made in 2016.
///
/// The primes of the first two kinds begin and end with 64 one bits, which makes reduction easy, and have digits of e
/// or π between, so that nobody could choose them; an offset X was counted up until p and (p − 1)/2 were prime:
///
///     p = 2ᵇ − 2ᵇ⁻⁶⁴ + (⌊2ᵇ⁻¹³⁰·e⌋ + X)·2⁶⁴ − 1        and the same with π
///
/// So they are not listed here but computed, when first asked for.
public final class StandardGroups {
    /// Bits of e and π behind the point: what the longest prime needs, and some that rounding may spoil.
    private static final int PRECISION = DhGroup.MAX_BITS;

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(PRECISION);

    private static final Map<String, DhGroup> MADE = new ConcurrentHashMap<>();

    /// Names in the order of the list above.
    private static final List<String> NAMES = List.of(
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "ffdhe6144",
            "ffdhe8192",
            "ike1",
            "ike2",
            "ike5",
            "ike14",
            "ike15",
            "ike16",
            "ike17",
            "ike18",
            "ike22",
            "ike23",
            "ike24",
            "exim.dev.20160529.1",
            "exim.dev.20160529.2",
            "exim.dev.20160529.3");

    private StandardGroups() {}

    /// All names.
    public static List<String> names() {
        return NAMES;
    }

    /// The group of a name, if there is one.
    public static Optional<DhGroup> named(String name) {
        return NAMES.contains(name) ? Optional.of(MADE.computeIfAbsent(name, StandardGroups::make)) : Optional.empty();
    }

    /// The group with this prime and generator, if it has a name. Only groups of the same length are made for it.
    static Optional<DhGroup> find(BigInteger p, BigInteger g) {
        return names(p.bitLength())
                .map(name -> named(name).orElseThrow())
                .filter(group -> group.is(p, g))
                .findFirst();
    }

    private static Stream<String> names(int bits) {
        return switch (bits) {
            case 768 -> Stream.of("ike1");
            case 1024 -> Stream.of("ike2", "ike22");
            case 1536 -> Stream.of("ike5");
            case 2048 -> NAMES.stream().filter(name -> name.matches("ffdhe2048|ike14|ike23|ike24|exim.*"));
            case 3072 -> Stream.of("ffdhe3072", "ike15");
            case 4096 -> Stream.of("ffdhe4096", "ike16");
            case 6144 -> Stream.of("ffdhe6144", "ike17");
            case 8192 -> Stream.of("ffdhe8192", "ike18");
            default -> Stream.empty();
        };
    }

    private static DhGroup make(String name) {
        return switch (name) {
            case "ffdhe2048" -> fromDigits(name, e(), 2048, 560316);
            case "ffdhe3072" -> fromDigits(name, e(), 3072, 2625351);
            case "ffdhe4096" -> fromDigits(name, e(), 4096, 5736041);
            case "ffdhe6144" -> fromDigits(name, e(), 6144, 15705020);
            case "ffdhe8192" -> fromDigits(name, e(), 8192, 10965728);
            case "ike1" -> fromDigits(name, pi(), 768, 149686);
            case "ike2" -> fromDigits(name, pi(), 1024, 129093);
            case "ike5" -> fromDigits(name, pi(), 1536, 741804);
            case "ike14" -> fromDigits(name, pi(), 2048, 124476);
            case "ike15" -> fromDigits(name, pi(), 3072, 1690314);
            case "ike16" -> fromDigits(name, pi(), 4096, 240904);
            case "ike17" -> fromDigits(name, pi(), 6144, 929484);
            case "ike18" -> fromDigits(name, pi(), 8192, 4743158);
            case "ike22" -> DhGroup.subgroup(name, number(IKE22_P), number(IKE22_G), number(IKE22_Q));
            case "ike23" -> DhGroup.subgroup(name, number(IKE23_P), number(IKE23_G), number(IKE23_Q));
            case "ike24" -> DhGroup.subgroup(name, number(IKE24_P), number(IKE24_G), number(IKE24_Q));
            case "exim.dev.20160529.1" -> DhGroup.safe(name, number(EXIM_1), BigInteger.TWO);
            case "exim.dev.20160529.2" -> DhGroup.safe(name, number(EXIM_2), BigInteger.TWO);
            case "exim.dev.20160529.3" -> DhGroup.safe(name, number(EXIM_3), BigInteger.TWO);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static DhGroup fromDigits(String name, BigInteger constant, int bits, long offset) {
        var middle = constant.shiftRight(PRECISION - (bits - 130)).add(BigInteger.valueOf(offset));
        var p = BigInteger.ONE
                .shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - 64))
                .add(middle.shiftLeft(64))
                .subtract(BigInteger.ONE);
        return DhGroup.safe(name, p, BigInteger.TWO);
    }

    /// e·2^PRECISION = Σ 1/k!
    private static BigInteger e() {
        var sum = BigInteger.ZERO;
        var term = ONE;
        for (int k = 1; term.signum() != 0; k++) {
            sum = sum.add(term);
            term = term.divide(BigInteger.valueOf(k));
        }
        return sum;
    }

    /// π·2^PRECISION = 16·arctan 1/5 − 4·arctan 1/239 (Machin 1706).
    private static BigInteger pi() {
        return inverseArctan(5).shiftLeft(4).subtract(inverseArctan(239).shiftLeft(2));
    }

    /// arctan 1/x = 1/x − 1/(3·x³) + 1/(5·x⁵) − …
    private static BigInteger inverseArctan(int x) {
        var sum = BigInteger.ZERO;
        var square = BigInteger.valueOf((long) x * x);
        var power = ONE.divide(BigInteger.valueOf(x));
        for (int k = 1; power.signum() != 0; k += 2) {
            var term = power.divide(BigInteger.valueOf(k));
            sum = k % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits.replace("\n", ""), 16);
    }

    private static final String IKE22_P = """
            b10b8f96a080e01dde92de5eae5d54ec52c99fbcfb06a3c69a6a9dca52d23b616073e28675a23d189838ef1e2ee652c0
            13ecb4aea906112324975c3cd49b83bfaccbdd7d90c4bd7098488e9c219a73724effd6fae5644738faa31a4ff55bccc0
            a151af5f0dc8b4bd45bf37df365c1a65e68cfda76d4da708df1fb2bc2e4a4371""";

    private static final String IKE22_G = """
            a4d1cbd5c3fd34126765a442efb99905f8104dd258ac507fd6406cff14266d31266fea1e5c41564b777e690f5504f213
            160217b4b01b886a5e91547f9e2749f4d7fbd7d3b9a92ee1909d0d2263f80a76a6a24c087a091f531dbf0a0169b6a28a
            d662a4d18e73afa32d779d5918d08bc8858f4dcef97c2a24855e6eeb22b3b2e5""";

    private static final String IKE22_Q = "f518aa8781a8df278aba4e7d64b7cb9d49462353";

    private static final String IKE23_P = """
            ad107e1e9123a9d0d660faa79559c51fa20d64e5683b9fd1b54b1597b61d0a75e6fa141df95a56dbaf9a3c407ba1df15
            eb3d688a309c180e1de6b85a1274a0a66d3f8152ad6ac2129037c9edefda4df8d91e8fef55b7394b7ad5b7d0b6c12207
            c9f98d11ed34dbf6c6ba0b2c8bbc27be6a00e0a0b9c49708b3bf8a317091883681286130bc8985db1602e714415d9330
            278273c7de31efdc7310f7121fd5a07415987d9adc0a486dcdf93acc44328387315d75e198c641a480cd86a1b9e587e8
            be60e69cc928b2b9c52172e413042e9b23f10b0e16e79763c9b53dcf4ba80a29e3fb73c16b8e75b97ef363e2ffa31f71
            cf9de5384e71b81c0ac4dffe0c10e64f""";

    private static final String IKE23_G = """
            ac4032ef4f2d9ae39df30b5c8ffdac506cdebe7b89998caf74866a08cfe4ffe3a6824a4e10b9a6f0dd921f01a70c4afa
            ab739d7700c29f52c57db17c620a8652be5e9001a8d66ad7c17669101999024af4d027275ac1348bb8a762d0521bc98a
            e247150422ea1ed409939d54da7460cdb5f6c6b250717cbef180eb34118e98d119529a45d6f834566e3025e316a330ef
            bb77a86f0c1ab15b051ae3d428c8f8acb70a8137150b8eeb10e183edd19963ddd9e263e4770589ef6aa21e7f5f2ff381
            b539cce3409d13cd566afbb48d6c019181e1bcfe94b30269edfe72fe9b6aa4bd7b5a0f1c71cfff4c19c418e1f6ec0179
            81bc087f2a7065b384b890d3191f2bfa""";

    private static final String IKE23_Q = "801c0d34c58d93fe997177101f80535a4738cebcbf389a99b36371eb";

    private static final String IKE24_P = """
            87a8e61db4b6663cffbbd19c651959998ceef608660dd0f25d2ceed4435e3b00e00df8f1d61957d4faf7df4561b2aa30
            16c3d91134096faa3bf4296d830e9a7c209e0c6497517abd5a8a9d306bcf67ed91f9e6725b4758c022e0b1ef4275bf7b
            6c5bfc11d45f9088b941f54eb1e59bb8bc39a0bf12307f5c4fdb70c581b23f76b63acae1caa6b7902d52526735488a0e
            f13c6d9a51bfa4ab3ad8347796524d8ef6a167b5a41825d967e144e5140564251ccacb83e6b486f6b3ca3f7971506026
            c0b857f689962856ded4010abd0be621c3a3960a54e710c375f26375d7014103a4b54330c198af126116d2276e11715f
            693877fad7ef09cadb094ae91e1a1597""";

    private static final String IKE24_G = """
            3fb32c9b73134d0b2e77506660edbd484ca7b18f21ef205407f4793a1a0ba12510dbc15077be463fff4fed4aac0bb555
            be3a6c1b0c6b47b1bc3773bf7e8c6f62901228f8c28cbb18a55ae31341000a650196f931c77a57f2ddf463e5e9ec144b
            777de62aaab8a8628ac376d282d6ed3864e67982428ebc831d14348f6f2f9193b5045af2767164e1dfc967c1fb3f2e55
            a4bd1bffe83b9c80d052b985d182ea0adb2a3b7313d3fe14c8484b1e052588b9b7d2bbd2df016199ecd06e1557cd0915
            b3353bbb64e0ec377fd028370df92b52c7891428cdc67eb6184b523d1db246c32f63078490f00ef8d647d148d4795451
            5e2327cfef98c582664b4c0f6cc41659""";

    private static final String IKE24_Q = "8cf83642a709a097b447997640129da299b1a47d1eb3750ba308b0fe64f5fbd3";

    private static final String EXIM_1 = """
            f1931ff3d19ac9ee1b0c45f505767dfb679d917ca6f442b41b19858a51c41a99e180b3660a4f877026fece7f047796e9
            08e991b84bfd37f54a3e34a99e8f2362241b16050bdef87cb8abd02c9353cc35436e977760eec4b624b42f4a962f9ef3
            21ff1bdd5653311b07e0eaf3d9195aeb5c1597a5e9c44e5645f1aa3d2dbae15bdf7b0ef1982a2220d685cc853acf0936
            59e0fa2b96ac72d625406fd4b606359d116441379b20ea66d376bafe1c3b175e25df25198177ef2379b8305696bf119c
            b99c5d7538a35f0dd57e331d5af747dc8cfb21ca83df6b84ccae91822fede0e552c35904da80ed7054e13d40966fb3b8
            4d5abd5edd9466a645354ea450092fdb""";

    private static final String EXIM_2 = """
            a2df387aac9f49be65f064423768a858fe53f3967fda5557f40f6bf49cf00dfbe588002a9ba56951c1dd01f56de7891c
            f03b262e21dd0e1c58d48ff0a3e0dc07295f571d7772692ba00a1ca30383e5dc1031893a8978d5cace21791261625007
            82df10647f1d03c73f1cbb3eae500785250f9deb6c6667283c4d0b46c8e2809b225576ac9beb2583fefbbb91429204ab
            1482dc0fd3cb3eda35722217a76cbc7235d00e4f83f451f51da4825cb08b92e1f18505f18d360e0b7439dda34b903278
            ce93edeca73d37140505594d736eb42050ce1d35a1815db3a721baa08cd0a074a69a22c001f7051eb1bb234eae6412e3
            b8d18668cd1e7aec47361b361b611dbb""";

    private static final String EXIM_3 = """
            91b45856881ed8fb6b995d5e2822a5b9204510b81c92e2d29e4b87d137dfa9b99fa18337e2516edaf3ccd8b867ccabc4
            050948202393cd00f6f6444e69c45f48aa6c3483515e15ca52a23ab055f3519bb816593af5728664e48362f5a4239a52
            9f56a6438367be7eacfaec27fdfd190d90e228b5bd4e09edc49578036fb27b299a7a81826c85d7e6af1681a8c58407ae
            b77e912fddc70675d3d614fb1236b563cd70f5f3b342bc01b978727c2900762300fd50a9d140f8d29eee7fea24a5c915
            9f00fa5a75021cc8a3f271a555b95910b158ccd8b4b9db7322b4b09402db65721e02a85b65724e942b98b29261cd5d15
            b34943270af1bcdc2d760d5eae7548a3""";
}
