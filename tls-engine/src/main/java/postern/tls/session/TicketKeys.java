package postern.tls.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.random.RandomSource;

/// The keys under which a server seals sessions into tickets (RFC 5077 §4 describes the idea; the form is ours):
///
/// ```
/// opaque key_name[16];
/// opaque nonce[12];
/// opaque sealed_session[];        AES-256-GCM, the name as associated data
/// ```
///
/// The newest key seals, all open, so that tickets outlive a [rotation][#rotate]. Several processes with the same
/// keys resume each other's sessions. Whoever steals a key reads no recorded connection, since every resumption
/// agrees on a fresh secret as well (`psk_dhe_ke`); but it can pass for the server until the key is rotated out.
///
/// Safe for use by many threads.
public final class TicketKeys {
    /// The octets of one key in a key file: its name, then the key.
    public static final int ENCODED_LENGTH = 48;

    private static final int NAME_LENGTH = 16;
    private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_256_GCM;

    /// A ticket is tried with one key only, found by its name; the limit bounds what a rotation keeps alive.
    private static final int MAX_KEYS = 3;

    private record Key(Bytes name, Secret key) {}

    private final RandomSource random;
    private volatile List<Key> keys;

    private TicketKeys(List<Key> keys, RandomSource random) {
        this.keys = keys;
        this.random = random;
    }

    /// One fresh key.
    public static TicketKeys fresh(RandomSource random) {
        return new TicketKeys(List.of(freshKey(random)), random);
    }

    /// Those of a key file, [#ENCODED_LENGTH] octets each; the first seals.
    ///
    /// @throws IllegalArgumentException if it is empty or broken off
    public static TicketKeys of(Secret file, RandomSource random) {
        int count = file.length() / ENCODED_LENGTH;
        if (count == 0 || file.length() % ENCODED_LENGTH != 0) {
            throw new IllegalArgumentException(
                    "a ticket key file holds " + ENCODED_LENGTH + " octets for each key, this" + " one " + file.length()
                            + "; make it with 'head -c " + ENCODED_LENGTH + " /dev/urandom'");
        }
        var keys = new ArrayList<Key>();
        for (int i = 0; i < Math.min(count, MAX_KEYS); i++) {
            var name = Bytes.copyOf(file.expose(), i * ENCODED_LENGTH, NAME_LENGTH);
            keys.add(new Key(name, file.slice(i * ENCODED_LENGTH + NAME_LENGTH, AEAD.keyLength())));
        }
        return new TicketKeys(List.copyOf(keys), random);
    }

    /// From now on a fresh key seals; those before it still open.
    public synchronized void rotate() {
        var next = new ArrayList<>(keys);
        next.addFirst(freshKey(random));
        while (next.size() > MAX_KEYS) {
            next.removeLast().key().close();
        }
        keys = List.copyOf(next);
    }

    /// A ticket for this session.
    public Bytes seal(ResumableSession session) {
        try (var plaintext = session.encode()) {
            return seal(plaintext);
        }
    }

    /// The session of a ticket; empty if none of our keys made it, or if it was changed.
    public Optional<ResumableSession> open(Bytes ticket) {
        return openOctets(ticket).flatMap(TicketKeys::decode);
    }

    /// A ticket that holds these octets.
    public Bytes seal(Secret plaintext) {
        var key = keys.getFirst();
        var nonce = random.bytes(AEAD.nonceLength());
        var sealed = new byte[plaintext.length() + AEAD.tagLength()];
        try (var aead = AEAD.withKey(key.key())) {
            aead.seal(nonce.toArray(), key.name().toArray(), Span.of(plaintext.expose()), Span.of(sealed));
        }
        return Bytes.concat(key.name(), nonce, Bytes.adopt(sealed));
    }

    /// What a ticket holds; empty if none of our keys made it, or if it was changed.
    public Optional<Secret> openOctets(Bytes ticket) {
        int header = NAME_LENGTH + AEAD.nonceLength();
        if (ticket.length() <= header + AEAD.tagLength()) {
            return Optional.empty();
        }
        var name = ticket.slice(0, NAME_LENGTH);
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .flatMap(key -> open(key, ticket.slice(NAME_LENGTH, AEAD.nonceLength()), ticket.from(header)));
    }

    private static Optional<Secret> open(Key key, Bytes nonce, Bytes sealed) {
        var plaintext = new byte[sealed.length() - AEAD.tagLength()];
        try (var aead = AEAD.withKey(key.key())) {
            boolean right =
                    aead.open(nonce.toArray(), key.name().toArray(), Span.of(sealed.toArray()), Span.of(plaintext));
            return right ? Optional.of(Secret.adopt(plaintext)) : Optional.empty();
        }
    }

    private static Optional<ResumableSession> decode(Secret plaintext) {
        try (plaintext) {
            return ResumableSession.decode(plaintext);
        }
    }

    private static Key freshKey(RandomSource random) {
        return new Key(random.bytes(NAME_LENGTH), random.secret(AEAD.keyLength()));
    }
}
