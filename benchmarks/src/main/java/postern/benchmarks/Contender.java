package postern.benchmarks;

/// Who does the work of a benchmark; a JMH parameter named `contender`.
public enum Contender {
    /// Ours.
    POSTERN,
    /// The provider of the JDK that runs the benchmark, intrinsics and all.
    JDK,
    /// Bouncy Castle's lightweight API.
    BOUNCY_CASTLE
}
