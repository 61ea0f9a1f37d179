package postern.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/// The same without the Vector API, as a plain `java -jar` does it.
@Fork(1)
public class PlainRecordBench extends RecordBench {}
