/// Ratios, not times: each benchmark runs the same work by three contenders in one run of JMH, ours, the JDK's
/// provider with its intrinsics, and Bouncy Castle's lightweight API. Absolute figures of a shared machine mean
/// nothing.
///
/// 1. [postern.benchmarks.Main]: runs what a regular expression selects and prints the table of ratios.
/// 2. [postern.benchmarks.RatioTable]: from JMH's results to that table; [postern.benchmarks.Floor]: what is
/// demanded.
/// 3. [postern.benchmarks.RecordBench]: sealing and opening records, with vectors;
///    [postern.benchmarks.PlainRecordBench]: without.
/// 4. [postern.benchmarks.HashBench]: SHA-2.
/// 5. [postern.benchmarks.AgreementBench], [postern.benchmarks.SignatureBench]: what a handshake costs.
/// 6. [postern.benchmarks.KemBench]: ML-KEM-768, by `Encapsulating`.
/// 7. [postern.benchmarks.HandshakeBench], [postern.benchmarks.TransferBench]: whole connections in memory, by
///    `TlsPair`.
/// 8. [postern.benchmarks.CbcHmacBench]: records of the older suites, by `CbcHmacCipher`.
///
/// One command: `mvn -Pbench verify -pl benchmarks -am -DskipTests`; `-Dbench=RecordBench.seal` selects, and
/// `-Dresults=RESULTS.md` writes the page. On a machine that has other work, `-Dbench=interleaved`: see
/// `Interleaved`.
@NullMarked
package postern.benchmarks;

import org.jspecify.annotations.NullMarked;
