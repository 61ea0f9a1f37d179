package postern.vectors.fuzz;

/// Something that takes a stranger's octets. Needs a constructor without parameters.
public interface FuzzTarget {
    /// Returns if the octets were taken or refused as promised.
    ///
    /// @throws AssertionError, or whatever the code throws that it should not
    void accept(byte[] input);
}
