package postern.tls.policy;

import java.util.Set;
import postern.tls.param.SignatureScheme;

/// What a policy asks of a handshake beyond the lists that it chooses from.
///
/// @param level what every part of the connection has to be worth
/// @param primeBits the shortest prime for Diffie-Hellman that a server may choose
/// @param flags the special keywords of a priority string
/// @param precedence whose order decides
/// @param curves whether a curve decides on the hash
/// @param fields whether prime fields have to be among the groups
/// @param removals which word of the policy keeps something out, for the words of a refusal
public record Terms(
        SecurityLevel level,
        int primeBits,
        Set<GnuTlsFlag> flags,
        Precedence precedence,
        Curves curves,
        Fields fields,
        Removals removals) {
    /// Shorter primes have been broken by the thousand (Logjam, 2015), and who chooses them is the server.
    private static final int USUAL_PRIME_BITS = 1024;

    /// Where no policy is set.
    public static final Terms USUAL = new Terms(
            SecurityLevel.LEVEL_0,
            USUAL_PRIME_BITS,
            Set.of(),
            Precedence.CREDENTIALS,
            Curves.FREE,
            Fields.ANY,
            Removals.NONE);

    /// Keeps its own copy of the flags.
    public Terms {
        flags = Set.copyOf(flags);
    }

    /// What a server's choice goes by.
    public enum Precedence {
        /// Its certificates in their order, then its suites and groups.
        CREDENTIALS,
        /// Its suites and groups, with whichever certificate goes with them.
        SUITES,
        /// The client's suites and groups.
        CLIENT
    }

    /// Whether each curve goes with one hash.
    public enum Curves {
        /// In TLS 1.3 alone.
        FREE,
        /// In TLS 1.2, too (RFC 6460 §3).
        BOUND
    }

    /// In which prime fields a server does Diffie-Hellman.
    public enum Fields {
        /// In its own for clients that name none (RFC 7919 §4).
        ANY,
        /// Only if there is one among its groups: so does GnuTLS.
        NAMED
    }

    /// Whether this keyword is in force.
    public boolean has(GnuTlsFlag flag) {
        return flags.contains(flag);
    }

    /// Whether a handshake may be signed so.
    public boolean allows(SignatureScheme scheme) {
        return level.allows(scheme);
    }

    /// Whether sessions may be resumed by tickets at all.
    public boolean allowsTickets() {
        return level.allowsTickets() && !has(GnuTlsFlag.NO_TICKETS);
    }

    /// Whether sessions up to TLS 1.2 may be resumed by tickets.
    public boolean allowsOldTickets() {
        return allowsTickets() && !has(GnuTlsFlag.NO_TICKETS_TLS12);
    }
}
