package postern.tls.selftest;

import java.util.Map;
import java.util.Optional;

/// How the cases of one kind of group are judged.
@FunctionalInterface
interface Check {
    /// Judges one case. An exception other than the refusal that the check expects fails the case.
    Outcome judge(TestCase test);

    /// By the file's "algorithm", for the kinds of group that do not name it.
    Map<String, Check> BY_ALGORITHM = Map.of(
            "AES-GCM", AeadChecks::gcm,
            "AES-CCM", AeadChecks::ccm,
            "CHACHA20-POLY1305", AeadChecks::chacha20Poly1305,
            "AES-CBC-PKCS5", SymmetricChecks::cbc);

    /// By the group's "type".
    Map<String, Check> BY_TYPE = Map.ofEntries(
            Map.entry("PrimalityTest", PrimalityChecks::primality),
            Map.entry("EcdhEcpointTest", AgreementChecks::ecdhPoint),
            Map.entry("EcdhTest", AgreementChecks::ecdhSpki),
            Map.entry("XdhComp", AgreementChecks::xdh),
            Map.entry("XdhAsnComp", AgreementChecks::xdhDer),
            Map.entry("EcdsaVerify", SignatureChecks::ecdsa),
            Map.entry("EddsaVerify", SignatureChecks::eddsa),
            Map.entry("RsassaPkcs1Verify", RsaChecks::verify),
            Map.entry("RsassaPkcs1Generate", RsaChecks::sign),
            Map.entry("RsassaPssVerify", RsaChecks::pss),
            Map.entry("RsassaPssWithParametersVerify", RsaChecks::pss),
            Map.entry("RsaesPkcs1Decrypt", RsaChecks::decrypt),
            Map.entry("MLKEMTest", KemChecks::decapsulate),
            Map.entry("MLKEMEncapsTest", KemChecks::encapsulate),
            Map.entry("MLKEMKeyGen", KemChecks::generate),
            Map.entry("MLKEMDecapsValidationTest", KemChecks::decapsulateExpanded));

    /// The check of a group, if we have one.
    static Optional<Check> of(String algorithm, JsonNode group) {
        var type = group.text("type");
        if (type.equals("MacTest") || type.equals("HkdfTest")) {
            return SymmetricChecks.of(algorithm);
        }
        if (type.equals("MlDsaVerify")) {
            return Optional.of(test -> MlDsaChecks.verify(algorithm, test));
        }
        if (type.equals("MlDsaSign")) {
            return Optional.of(test -> MlDsaChecks.sign(algorithm, test));
        }
        return Optional.ofNullable(BY_ALGORITHM.get(algorithm)).or(() -> Optional.ofNullable(BY_TYPE.get(type)));
    }
}
