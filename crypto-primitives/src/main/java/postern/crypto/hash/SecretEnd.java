package postern.crypto.hash;

import postern.crypto.bytes.Span;

/// Data whose end is a secret: the last octets of a window do not belong to it, and how many they are nobody may
/// learn. So it is with a record of TLS that was encrypted in CBC mode behind its MAC and its padding.
///
/// @param window the data and what follows it; its length is public
/// @param unused the secret number of octets at the end that do not belong to the data, from 0 to `maxUnused`
/// @param maxUnused a public bound, not above the length of the window
public record SecretEnd(Span window, int unused, int maxUnused) {
    /// Refuses a bound that is longer than the window.
    public SecretEnd {
        if (maxUnused < 0 || maxUnused > window.length()) {
            throw new IllegalArgumentException(maxUnused + " of " + window.length() + " octets cannot be unused");
        }
    }

    /// What surely belongs to the data.
    int surelyUsed() {
        return window.length() - maxUnused;
    }

    /// The octet at a public index, zero behind the window.
    int at(int index) {
        return index < window.length() ? window.array()[window.offset() + index] : 0;
    }
}
