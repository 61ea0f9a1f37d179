package postern.tls.policy;

import static postern.tls.policy.SuiteFilter.ANY;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.ProtocolVersion;

/// The words of OpenSSL cipher strings: the names of the suites, and the aliases of `openssl-ciphers(1)`. Upper
/// and lower case are different words.
final class OpenSslWords {
    private static final Set<Bulk> ENCRYPTING = EnumSet.complementOf(EnumSet.of(Bulk.NULL));
    private static final Map<SuiteWorld, OpenSslWords> WORLDS = new EnumMap<>(Map.of(
            SuiteWorld.OPENSSL, new OpenSslWords(SuiteWorld.OPENSSL),
            SuiteWorld.POSTERN, new OpenSslWords(SuiteWorld.POSTERN)));

    private final Map<String, SuiteFilter> words = new HashMap<>();

    private OpenSslWords(SuiteWorld world) {
        sets();
        keyExchanges();
        authentications();
        ciphers(world);
        macs();
        versionsAndClasses();
        oldNames();
        world.suites().forEach(suite -> words.put(suite.openSslName(), SuiteFilter.named(suite)));
    }

    static OpenSslWords of(SuiteWorld world) {
        return Objects.requireNonNull(WORLDS.get(world));
    }

    /// What a word stands for, if it is one.
    Optional<SuiteFilter> find(String word) {
        return Optional.ofNullable(words.get(word));
    }

    private void sets() {
        put(ANY.bulk(ENCRYPTING), "ALL");
        put(ANY.bulk(EnumSet.of(Bulk.NULL)), "COMPLEMENTOFALL", "eNULL", "NULL");
        put(ANY.onlyNotDefault(), "COMPLEMENTOFDEFAULT");
        put(ANY.classes(StrengthClass.FIPS).bulk(ENCRYPTING), "FIPS");
    }

    private void keyExchanges() {
        var named = EnumSet.complementOf(EnumSet.of(Auth.NONE));
        put(ANY.kx(Kx.RSA), "kRSA");
        put(ANY.kx(Kx.RSA).auth(Auth.RSA), "RSA");
        put(ANY.kx(Kx.DHE), "kDHE", "kEDH", "DH");
        put(ANY.kx(Kx.DHE).auth(named), "DHE", "EDH");
        put(ANY.kx(Kx.DHE).auth(Auth.NONE), "ADH");
        put(ANY.kx(Kx.ECDHE), "kECDHE", "kEECDH", "ECDH");
        put(ANY.kx(Kx.ECDHE).auth(named), "ECDHE", "EECDH");
        put(ANY.kx(Kx.ECDHE).auth(Auth.NONE), "AECDH");
        put(ANY.kx(Kx.PSK), "kPSK");
        put(ANY.kx(Kx.RSA_PSK), "kRSAPSK");
        put(ANY.kx(Kx.DHE_PSK), "kDHEPSK");
        put(ANY.kx(Kx.ECDHE_PSK), "kECDHEPSK");
        put(ANY.kx(Kx.PSK, Kx.RSA_PSK, Kx.DHE_PSK, Kx.ECDHE_PSK), "PSK");
        put(ANY.kx(Kx.SRP), "kSRP", "SRP");
    }

    private void authentications() {
        put(ANY.auth(Auth.RSA), "aRSA");
        put(ANY.auth(Auth.DSS), "aDSS", "DSS");
        put(ANY.auth(Auth.ECDSA), "aECDSA", "ECDSA");
        put(ANY.auth(Auth.PSK), "aPSK");
        put(ANY.auth(Auth.SRP), "aSRP");
        put(ANY.auth(Auth.NONE), "aNULL");
    }

    private void ciphers(SuiteWorld world) {
        for (var family : new String[] {"AES", "CAMELLIA", "ARIA"}) {
            put(ANY.bulk(named(name -> name.startsWith(family))), family);
            put(ANY.bulk(named(name -> name.startsWith(family + "_128"))), family + "128");
            put(ANY.bulk(named(name -> name.startsWith(family + "_256"))), family + "256");
        }
        put(ANY.bulk(named(name -> name.startsWith("ARIA"))), "ARIAGCM");
        put(ANY.bulk(EnumSet.of(Bulk.AES_128_GCM, Bulk.AES_256_GCM)), "AESGCM");
        put(ANY.bulk(named(name -> name.contains("CCM"))), "AESCCM");
        put(ANY.bulk(EnumSet.of(Bulk.AES_128_CCM_8, Bulk.AES_256_CCM_8)), "AESCCM8");
        put(ANY.bulk(EnumSet.of(Bulk.CHACHA20_POLY1305)), "CHACHA20");
        put(ANY.bulk(EnumSet.of(Bulk.TRIPLE_DES_CBC)), "3DES");
        put(ANY.bulk(named(name -> name.endsWith("_CBC"))), "CBC");
        if (world.knows(Bulk.RC4_128)) {
            put(ANY.bulk(EnumSet.of(Bulk.RC4_128)), "RC4");
        }
    }

    private void macs() {
        put(ANY.mac(Mac.MD5), "MD5");
        put(ANY.mac(Mac.SHA1), "SHA1", "SHA");
        put(ANY.mac(Mac.SHA256), "SHA256");
        put(ANY.mac(Mac.SHA384), "SHA384");
    }

    private void versionsAndClasses() {
        put(ANY.lowest(ProtocolVersion.SSL30), "SSLv3");
        put(ANY.lowest(ProtocolVersion.TLS10), "TLSv1", "TLSv1.0");
        put(ANY.lowest(ProtocolVersion.TLS12), "TLSv1.2");
        put(ANY.classes(StrengthClass.HIGH), "HIGH");
        put(ANY.classes(StrengthClass.MEDIUM), "MEDIUM");
        put(ANY.classes(StrengthClass.LOW), "LOW");
    }

    /// Two names that suites had before OpenSSL 1.1. They are known even where 3DES is not.
    private void oldNames() {
        var old = ANY.kx(Kx.DHE).bulk(EnumSet.of(Bulk.TRIPLE_DES_CBC)).mac(Mac.SHA1);
        put(old.auth(Auth.RSA), "EDH-RSA-DES-CBC3-SHA");
        put(old.auth(Auth.DSS), "EDH-DSS-DES-CBC3-SHA");
    }

    private void put(SuiteFilter filter, String... names) {
        for (var name : names) {
            words.put(name, filter);
        }
    }

    private static Set<Bulk> named(Predicate<String> name) {
        return Arrays.stream(Bulk.values())
                .filter(bulk -> name.test(bulk.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Bulk.class)));
    }
}
