package postern.benchmarks;

import java.util.List;
import java.util.Optional;

/// What this project demands of itself: the least ratios that a piece of work may have.
///
/// @param work how the name of the row begins
/// @param bouncyCastle ours ÷ Bouncy Castle; 0 if nothing is demanded
/// @param jdk ours ÷ JDK; 0 if nothing is demanded
record Floor(String work, double bouncyCastle, double jdk) {
    private static final List<Floor> ALL = List.of(
            new Floor("RecordBench.seal AES_128_GCM, 16384", 15, 0.14),
            new Floor("RecordBench.open AES_128_GCM, 16384", 15, 0.14),
            new Floor("RecordBench.seal AES_256_GCM, 16384", 15, 0),
            new Floor("RecordBench.open AES_256_GCM, 16384", 15, 0),
            new Floor("RecordBench.seal CHACHA20_POLY1305, 16384", 13, 0.95),
            new Floor("RecordBench.open CHACHA20_POLY1305, 16384", 13, 0.95),
            new Floor("RecordBench.seal AES_128_GCM, 1024", 10, 0.45),
            new Floor("RecordBench.open AES_128_GCM, 1024", 10, 0.45),
            new Floor("PlainRecordBench.seal AES_128_GCM, 16384", 0.9, 0),
            new Floor("PlainRecordBench.open AES_128_GCM, 16384", 0.9, 0),
            new Floor("CbcHmacBench.", 1, 0),
            new Floor("HashBench.hash SHA256, 16384", 1.6, 0),
            new Floor("HashBench.hash SHA512, 16384", 1.6, 0),
            new Floor("AgreementBench.keyAndAgreement X25519", 1.2, 3),
            new Floor("AgreementBench.agreementAlone P256", 0.9, 2.5),
            new Floor("SignatureBench.sign ECDSA_P256", 0, 1.5),
            new Floor("SignatureBench.verify ECDSA_P256", 0, 1),
            new Floor("SignatureBench.sign RSA_2048", 0, 1.2),
            new Floor("KemBench.exchange", 1, 0));

    /// What is demanded of a row, if anything is.
    static Optional<Floor> of(String row) {
        return ALL.stream().filter(floor -> row.startsWith(floor.work)).findFirst();
    }
}
