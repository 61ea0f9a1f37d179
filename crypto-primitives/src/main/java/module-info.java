/// Cryptographic primitives of TLS and X.509, written out in Java without any dependency.
module postern.crypto {
    requires static jdk.incubator.vector;
    requires static transitive org.jspecify;

    exports postern.crypto.aead;
    exports postern.crypto.asn1;
    exports postern.crypto.bytes;
    exports postern.crypto.cipher;
    exports postern.crypto.dh;
    exports postern.crypto.ec;
    exports postern.crypto.hash;
    exports postern.crypto.kem;
    exports postern.crypto.key;
    exports postern.crypto.math;
    exports postern.crypto.mldsa;
    exports postern.crypto.random;
    exports postern.crypto.rsa;
}
