package postern.crypto.kernel;

/// The fast forms that the machine has. Each method makes one, under a key that stays the caller's and may be closed
/// at once.
public interface KernelSource {}
