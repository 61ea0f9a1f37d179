package postern.tls.handshake;

/// What a client's states need to know of the configuration.
///
/// @param preferences what may be agreed on
/// @param target whom to reach
/// @param surroundings randomness, the time, and who judges certificates
/// @param features what only some clients do
public record ClientSettings(
        Preferences preferences, Target target, Surroundings surroundings, ClientFeatures features) {
    /// A client without further features.
    public ClientSettings(Preferences preferences, Target target, Surroundings surroundings) {
        this(preferences, target, surroundings, ClientFeatures.NONE);
    }
}
