package postern.tls.policy;

/// Where in a policy string a word stands.
///
/// @param start the index of its first character, its operator included
/// @param end the index behind its last
public record Place(int start, int end) {
    /// The word itself.
    public String of(String text) {
        return text.substring(start, end);
    }
}
