package postern.vectors.trace;

import java.util.List;

/// What is done with secrets, by name. Needs a constructor without parameters: the operations are made a second
/// time inside the [TracingLoader].
public interface SecretOperations {
    /// All of them.
    List<String> names();

    /// Makes ready (unwatched) what the runnable then does (watched). Another seed means other secrets, and the
    /// same public values.
    Runnable prepare(String name, long seed);
}
