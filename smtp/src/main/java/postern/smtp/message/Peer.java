package postern.smtp.message;

/// The other end of a TCP connection.
///
/// @param address its IP address in text form, without brackets
public record Peer(String address, int port) {}
