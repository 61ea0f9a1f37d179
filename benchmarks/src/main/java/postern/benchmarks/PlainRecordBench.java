package postern.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/// The same without the Vector API, as a plain `java -jar` does it. The arguments are spelled out: a fork that names
/// none takes those of the class above.
@Fork(value = 1, jvmArgsAppend = "-Dpostern.simd=off")
public class PlainRecordBench extends RecordBench {}
