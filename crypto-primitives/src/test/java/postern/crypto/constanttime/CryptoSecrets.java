package postern.crypto.constanttime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.Aria;
import postern.crypto.cipher.BlockCipher;
import postern.crypto.cipher.Camellia;
import postern.crypto.cipher.CbcMode;
import postern.crypto.cipher.TripleDes;
import postern.crypto.dh.DhKeyPair;
import postern.crypto.dh.StandardGroups;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.ec.Ecdsa;
import postern.crypto.ec.Ed25519;
import postern.crypto.ec.Ed448;
import postern.crypto.ec.X25519;
import postern.crypto.ec.X448;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hkdf;
import postern.crypto.hash.Hmac;
import postern.crypto.hash.Pbkdf2;
import postern.crypto.hash.SecretEnd;
import postern.crypto.kem.HybridKem;
import postern.crypto.kem.Kem;
import postern.crypto.kem.MlKem;
import postern.crypto.random.HmacDrbg;
import postern.crypto.rsa.Pkcs1;
import postern.crypto.rsa.Pkcs1Encryption;
import postern.crypto.rsa.Pss;
import postern.crypto.rsa.RsaKeyGenerator;
import postern.vectors.trace.SecretOperations;

/// Everything that is done with a secret, by name.
public final class CryptoSecrets implements SecretOperations {
    private static final int RECORD = 300;
    private static final Map<String, Function<Seeded, Runnable>> ALL = new LinkedHashMap<>();

    static {
        ciphers();
        hashes();
        curves();
        rsa();
        lattices();
        mistakes();
    }

    /// Called by reflection too.
    public CryptoSecrets() {}

    @Override
    public List<String> names() {
        return ALL.keySet().stream().filter(name -> !name.startsWith("mistake")).toList();
    }

    @Override
    public Runnable prepare(String name, long seed) {
        return Objects.requireNonNull(ALL.get(name), name).apply(new Seeded(seed));
    }

    private static void ciphers() {
        for (var algorithm : AeadAlgorithm.values()) {
            ALL.put(algorithm + " seal", numbers -> seal(algorithm, numbers));
            ALL.put(algorithm + " open", numbers -> open(algorithm, numbers, 0));
            ALL.put(algorithm + " open, forged", numbers -> open(algorithm, numbers, 1 + numbers.secretBelow(255)));
        }
        cbc("AES-128-CBC", 16, Aes::new);
        cbc("AES-256-CBC", 32, Aes::new);
        cbc("3DES-CBC", 24, TripleDes::new);
        cbc("CAMELLIA-256-CBC", 32, Camellia::new);
        cbc("ARIA-256-CBC", 32, Aria::new);
    }

    private static Runnable seal(AeadAlgorithm algorithm, Seeded numbers) {
        var key = numbers.secret(algorithm.keyLength());
        var plaintext = numbers.secret(RECORD).expose();
        var nonce = numbers.open(algorithm.nonceLength());
        var sealed = new byte[RECORD + algorithm.tagLength()];
        return () -> {
            try (var aead = algorithm.withKey(key)) {
                aead.seal(nonce, new byte[13], Span.of(plaintext), Span.of(sealed));
            }
        };
    }

    /// A forgery differs in one octet of the tag; where and how must not be seen.
    private static Runnable open(AeadAlgorithm algorithm, Seeded numbers, int forgery) {
        var key = numbers.secret(algorithm.keyLength());
        var plaintext = numbers.secret(RECORD).expose();
        var nonce = numbers.open(algorithm.nonceLength());
        var sealed = new byte[RECORD + algorithm.tagLength()];
        try (var aead = algorithm.withKey(key)) {
            aead.seal(nonce, new byte[13], Span.of(plaintext), Span.of(sealed));
        }
        sealed[RECORD + numbers.secretBelow(algorithm.tagLength())] ^= (byte) forgery;
        return () -> {
            try (var aead = algorithm.withKey(key)) {
                aead.open(nonce, new byte[13], Span.of(sealed), Span.of(new byte[RECORD]));
            }
        };
    }

    private static void cbc(String name, int keyLength, Function<Secret, BlockCipher> cipher) {
        ALL.put(name, numbers -> {
            var key = numbers.secret(keyLength);
            var text = numbers.secret(320).expose();
            return () -> {
                try (var keyed = cipher.apply(key)) {
                    var out = new byte[320];
                    new CbcMode(keyed).encrypt(new byte[keyed.blockLength()], Span.of(text), Span.of(out));
                    new CbcMode(keyed).decrypt(new byte[keyed.blockLength()], Span.of(text), Span.of(out));
                }
            };
        });
    }

    private static void hashes() {
        for (var hash : HashAlgorithm.values()) {
            ALL.put("HMAC-" + hash, numbers -> {
                var key = numbers.secret(32);
                var data = numbers.secret(RECORD).expose();
                return () -> {
                    try (var hmac = new Hmac(hash, key)) {
                        hmac.update(data, 0, data.length);
                        hmac.mac().close();
                    }
                };
            });
        }
        for (var hash : List.of(HashAlgorithm.MD5, HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA384)) {
            ALL.put("HMAC-" + hash + " of a secret length", numbers -> secretLength(hash, numbers));
        }
        ALL.put("HKDF", numbers -> {
            var salt = numbers.secret(32);
            var input = numbers.secret(48);
            return () -> {
                try (var pseudorandom = Hkdf.extract(HashAlgorithm.SHA256, salt, input)) {
                    Hkdf.expand(HashAlgorithm.SHA256, pseudorandom, Bytes.utf8("label"), 100)
                            .close();
                }
            };
        });
        ALL.put("PBKDF2", numbers -> {
            var password = numbers.secret(20);
            return () -> new Pbkdf2(HashAlgorithm.SHA256, 4)
                    .derive(password, Bytes.utf8("salt"), 40)
                    .close();
        });
        ALL.put("HMAC-DRBG", numbers -> {
            var seed = Bytes.adopt(numbers.secret(48).expose());
            return () -> HmacDrbg.deterministic(seed).fill(new byte[100]);
        });
        ALL.put("ConstantTime.equalMask", numbers -> {
            var a = numbers.secret(32).expose();
            var b = a.clone();
            b[numbers.secretBelow(32)] ^= (byte) numbers.secretBelow(2);
            return () -> ConstantTime.equalMask(a, b);
        });
    }

    /// What a CBC record asks for: the end of the message lies somewhere in its last 256 octets.
    private static Runnable secretLength(HashAlgorithm hash, Seeded numbers) {
        var key = numbers.secret(hash.length());
        var data = numbers.secret(600).expose();
        int unused = numbers.secretBelow(257);
        return () -> {
            try (var hmac = new Hmac(hash, key)) {
                hmac.update(new byte[13], 0, 13);
                hmac.macInto(new byte[hash.length()], new SecretEnd(Span.of(data), unused, 256));
            }
        };
    }

    private static void curves() {
        for (var curve : Curve.values()) {
            ALL.put("ECDH " + curve, numbers -> {
                var scalar = Ecdh.generate(curve, numbers.secretSource());
                var peer = Ecdh.publicKey(curve, Ecdh.generate(curve, numbers.openSource()));
                return () -> Ecdh.agree(curve, scalar, peer).close();
            });
            ALL.put("ECDH public key " + curve, numbers -> {
                var scalar = Ecdh.generate(curve, numbers.secretSource());
                return () -> Ecdh.publicKey(curve, scalar);
            });
            ALL.put("ECDSA sign " + curve, numbers -> {
                var scalar = Ecdh.generate(curve, numbers.secretSource());
                var digest = numbers.openBytes(32);
                var random = numbers.secretSource();
                return () -> new Ecdsa(curve, HashAlgorithm.SHA256).sign(scalar, digest, random);
            });
        }
        ALL.put("X25519", numbers -> {
            var scalar = numbers.secret(32);
            var peer = X25519.publicKey(Secret.adopt(numbers.open(32)));
            return () -> X25519.agree(scalar, peer).close();
        });
        ALL.put("X25519 public key", numbers -> {
            var scalar = numbers.secret(32);
            return () -> X25519.publicKey(scalar);
        });
        ALL.put("X448", numbers -> {
            var scalar = numbers.secret(56);
            var peer = X448.publicKey(Secret.adopt(numbers.open(56)));
            return () -> X448.agree(scalar, peer).close();
        });
        ALL.put("Ed25519 sign", numbers -> {
            var key = numbers.secret(32);
            return () -> Ed25519.sign(key, Bytes.utf8("message"));
        });
        ALL.put("Ed448 sign", numbers -> {
            var key = numbers.secret(57);
            return () -> Ed448.sign(key, Bytes.utf8("message"));
        });
        ALL.put("DH ffdhe2048", numbers -> {
            var group = StandardGroups.named("ffdhe2048").orElseThrow();
            var pair = DhKeyPair.generate(group, numbers.secretSource());
            var peer = DhKeyPair.generate(group, numbers.openSource()).publicKey();
            return () -> pair.agree(peer).close();
        });
    }

    private static void rsa() {
        ALL.put("RSA PKCS #1 sign", numbers -> {
            var key = RsaKeyGenerator.generate(1024, numbers.secretSource());
            return () -> Pkcs1.sign(key, HashAlgorithm.SHA256, Bytes.utf8("message"), numbers.openSource());
        });
        ALL.put("RSA PSS sign", numbers -> {
            var key = RsaKeyGenerator.generate(1024, numbers.secretSource());
            return () -> new Pss(HashAlgorithm.SHA256).sign(key, Bytes.utf8("message"), numbers.openSource());
        });
        ALL.put("RSA PKCS #1 decrypt", numbers -> {
            var key = RsaKeyGenerator.generate(1024, numbers.openSource());
            var message = numbers.secret(1 + numbers.secretBelow(100));
            var ciphertext = Pkcs1Encryption.encrypt(key.publicKey(), message, numbers.secretSource());
            return () -> Pkcs1Encryption.decrypt(key, ciphertext, numbers.openSource())
                    .close();
        });
        ALL.put("RSA PKCS #1 decrypt, good or bad, of a known length", numbers -> {
            var key = RsaKeyGenerator.generate(1024, numbers.openSource());
            var message = numbers.secret(48 + numbers.secretBelow(2));
            var ciphertext = Pkcs1Encryption.encrypt(key.publicKey(), message, numbers.secretSource());
            return () -> Pkcs1Encryption.decryptOr(key, ciphertext, Secret.zeros(48), numbers.openSource())
                    .close();
        });
    }

    private static void lattices() {
        kem("ML-KEM-512", MlKem.ML_KEM_512);
        kem("ML-KEM-768", MlKem.ML_KEM_768);
        kem("ML-KEM-1024", MlKem.ML_KEM_1024);
        kem("X25519MLKEM768", HybridKem.X25519_MLKEM768);
    }

    private static void kem(String name, Kem kem) {
        ALL.put(name + " encapsulate", numbers -> {
            var pair = kem.generate(numbers.openSource());
            var random = numbers.secretSource();
            return () -> kem.encapsulate(pair.encapsulationKey(), random);
        });
        ALL.put(name + " decapsulate", numbers -> {
            var pair = kem.generate(numbers.openSource());
            var answer = kem.encapsulate(pair.encapsulationKey(), numbers.secretSource());
            return () -> pair.decapsulate(answer.ciphertext()).close();
        });
    }

    /// What must not be done; the watch has to see it.
    private static void mistakes() {
        ALL.put("mistake: compare early", numbers -> {
            var secret = numbers.secret(8).expose();
            return () -> Mistakes.compareEarly(secret, new byte[8]);
        });
        ALL.put("mistake: table", numbers -> {
            int secret = numbers.secretBelow(256);
            return () -> Mistakes.lookUp(secret);
        });
        ALL.put("mistake: divide", numbers -> {
            int secret = numbers.secretBelow(1 << 20);
            return () -> Mistakes.divide(secret);
        });
        ALL.put("mistake: big number", numbers -> {
            var secret = numbers.secret(16).expose();
            return () -> Mistakes.multiply(secret);
        });
    }
}
