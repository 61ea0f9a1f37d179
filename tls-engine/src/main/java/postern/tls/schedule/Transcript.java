package postern.tls.schedule;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.Hash;
import postern.crypto.hash.HashAlgorithm;

/// The hash of all handshake messages so far, each with its header of four octets (RFC 9846 §4.1, RFC 5246
/// §7.4.9).
///
/// Both ends hash what they sent and what they received; whoever changes a message on the way makes the hashes
/// differ, and with them every key and both Finished messages.
///
/// Immutable: [#with] gives a new transcript, so that a state can keep the one it saw. It begins when the hash is
/// known, which for a client is when the ServerHello has come.
public final class Transcript {
    /// The type of the message that stands for a ClientHello that was answered by a HelloRetryRequest.
    private static final int MESSAGE_HASH = 254;

    /// Never changed once they are here: [#digest] finishes copies. One, or MD5 and SHA-1.
    private final List<Hash> running;

    /// The messages themselves, the last first, if they are kept.
    private final @Nullable Kept kept;

    private Transcript(List<Hash> running, @Nullable Kept kept) {
        this.running = running;
        this.kept = kept;
    }

    /// A message, and those before it.
    private record Kept(@Nullable Kept before, Bytes message) {}

    /// The transcript of these messages.
    public static Transcript of(HashAlgorithm algorithm, Bytes... messages) {
        var hash = algorithm.newHash();
        for (var message : messages) {
            hash.update(message);
        }
        return new Transcript(List.of(hash), null);
    }

    /// The transcript of no message yet in TLS 1.0 and 1.1: the digest is MD5's and then SHA-1's (RFC 4346
    /// §7.4.9).
    public static Transcript md5AndSha1() {
        return new Transcript(List.of(HashAlgorithm.MD5.newHash(), HashAlgorithm.SHA1.newHash()), null);
    }

    /// The transcript up to a HelloRetryRequest. The first ClientHello is in it as its hash alone, so that a
    /// server without memory can carry it in the cookie (RFC 9846 §4.1).
    public static Transcript afterRetry(HashAlgorithm algorithm, Bytes firstClientHello, Bytes helloRetryRequest) {
        var header = Bytes.of(MESSAGE_HASH, 0, 0, algorithm.length());
        return of(algorithm, header, algorithm.hash(firstClientHello), helloRetryRequest);
    }

    /// This transcript and one message more.
    public Transcript with(Bytes message) {
        var longer = running.stream().map(Hash::copy).toList();
        longer.forEach(hash -> hash.update(message));
        return new Transcript(longer, kept == null ? null : new Kept(kept, message));
    }

    /// The same, but from here on the messages are kept too: up to TLS 1.2 a client's CertificateVerify signs
    /// them by the hash of its scheme, which nobody knows before it comes (RFC 5246 §7.4.8). Called before the
    /// first message.
    Transcript keeping() {
        return new Transcript(running, new Kept(null, Bytes.EMPTY));
    }

    /// All messages so far.
    ///
    /// @throws IllegalStateException if they are not kept
    public Bytes messages() {
        if (kept == null) {
            throw new IllegalStateException("this transcript has hashes alone");
        }
        var parts = new ArrayDeque<Bytes>();
        for (var part = kept; part != null; part = part.before()) {
            parts.addFirst(part.message());
        }
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }

    /// `Transcript-Hash`.
    public Bytes digest() {
        return Bytes.concat(running.stream().map(hash -> hash.copy().digest()).toArray(Bytes[]::new));
    }

    /// The hash that it uses; the first of two in TLS 1.0 and 1.1.
    public HashAlgorithm algorithm() {
        return running.getFirst().algorithm();
    }

    /// The hash so far, for people.
    @Override
    public String toString() {
        return Objects.toString(algorithm()) + " " + digest();
    }
}
