package postern.crypto.key;

import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Secret;

/// PrivateKeyInfo of PKCS#8 (RFC 5958 §2):
///
///     OneAsymmetricKey ::= SEQUENCE {
///         version              INTEGER { v1(0), v2(1) },
///         privateKeyAlgorithm  AlgorithmIdentifier,
///         privateKey           OCTET STRING,
///         attributes       [0] IMPLICIT SET OPTIONAL,
///         publicKey        [1] IMPLICIT BIT STRING OPTIONAL }
final class Pkcs8 {
    private static final int V1 = 0;
    private static final int V2 = 1;

    private Pkcs8() {}

    static PrivateKey read(Secret der) {
        var in = DerReader.ofSecret(der);
        var info = in.sequence();
        in.end();
        int version = info.smallInteger();
        if (version != V1 && version != V2) {
            throw new KeyException("PKCS#8 version " + version + " is not supported");
        }
        var algorithm = info.sequence();
        try (var key = info.secretOctetString()) {
            skipRest(info, version);
            return read(algorithm, key);
        }
    }

    /// Attributes say nothing we use. A public key, which makes the version 2, is computed rather than believed.
    private static void skipRest(DerReader info, int version) {
        info.optionalExplicit(0);
        if (info.optionalImplicit(1).isPresent() != (version == V2)) {
            throw new KeyException("PKCS#8 version does not go with the presence of a public key (RFC 5958 §2)");
        }
        info.end();
    }

    private static PrivateKey read(DerReader algorithm, Secret key) {
        var oid = algorithm.oid();
        if (oid.equals(KeyIds.RSA)) {
            algorithm.nullValue();
            algorithm.end();
            return new PrivateKey.Rsa(RsaPrivateKeyDer.read(key));
        }
        if (oid.equals(KeyIds.RSA_PSS)) {
            var restriction = PssRestriction.read(algorithm);
            return new PrivateKey.RsaPss(RsaPrivateKeyDer.read(key), restriction);
        }
        if (oid.equals(KeyIds.EC)) {
            var curve = NamedCurve.read(algorithm);
            algorithm.end();
            return EcPrivateKeyDer.read(key, curve);
        }
        for (var kind : EdwardsKind.values()) {
            if (oid.equals(kind.oid())) {
                algorithm.end(); // parameters must be absent (RFC 8410 §3)
                return readEdwards(key, kind);
            }
        }
        throw new KeyException("private key of an unsupported kind, " + KeyIds.describe(oid));
    }

    /// CurvePrivateKey ::= OCTET STRING (RFC 8410 §7)
    private static PrivateKey readEdwards(Secret der, EdwardsKind kind) {
        var in = DerReader.ofSecret(der);
        var secret = in.secretOctetString();
        try {
            in.end();
            return PrivateKey.Edwards.of(kind, secret);
        } catch (IllegalArgumentException e) {
            secret.close();
            throw e;
        }
    }

    static Secret write(PrivateKey key) {
        return new DerWriter()
                .sequence(info -> {
                    info.integer(V1);
                    switch (key) {
                        case PrivateKey.Rsa(var rsa) ->
                            info.sequence(algorithm -> algorithm.oid(KeyIds.RSA).nullValue())
                                    .octetString(inner -> RsaPrivateKeyDer.write(inner, rsa));
                        case PrivateKey.RsaPss(var rsa, var restriction) ->
                            info.sequence(algorithm -> {
                                        algorithm.oid(KeyIds.RSA_PSS);
                                        restriction.ifPresent(each -> each.write(algorithm));
                                    })
                                    .octetString(inner -> RsaPrivateKeyDer.write(inner, rsa));
                        case PrivateKey.Ec ec ->
                            info.sequence(algorithm -> algorithm.oid(KeyIds.EC).oid(NamedCurve.oid(ec.curve())))
                                    .octetString(inner -> EcPrivateKeyDer.write(inner, ec));
                        case PrivateKey.Edwards edwards ->
                            info.sequence(algorithm ->
                                            algorithm.oid(edwards.kind().oid()))
                                    .octetString(inner -> inner.octetString(edwards.secret()));
                    }
                })
                .toSecret();
    }
}
