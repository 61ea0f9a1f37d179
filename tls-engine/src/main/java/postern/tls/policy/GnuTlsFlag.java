package postern.tls.policy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The special keywords of GnuTLS priority strings, written with `%`, in capitals only.
public enum GnuTlsFlag {
    /// Does not ask for encrypt-then-MAC (RFC 7366).
    NO_ETM,
    /// Refuses CBC suites without encrypt-then-MAC.
    FORCE_ETM,
    /// No session tickets in any version.
    NO_TICKETS,
    /// No session tickets up to TLS 1.2.
    NO_TICKETS_TLS12,
    /// A padding of TLS that was never standardised. Without effect since GnuTLS 3.
    NEW_PADDING,
    /// A client's hello without extensions; no TLS 1.3 at either end.
    NO_EXTENSIONS,
    /// Lenient with old peers: no encrypt-then-MAC, no extended master secret, tolerates their mistakes.
    COMPAT,
    /// A wildcard in a certificate's name matches nothing.
    DISABLE_WILDCARDS,
    /// Renegotiation only with RFC 5746, and no connection without it.
    SAFE_RENEGOTIATION,
    /// Renegotiation only with RFC 5746.
    PARTIAL_RENEGOTIATION,
    /// Renegotiation with everybody.
    UNSAFE_RENEGOTIATION,
    /// Does not speak of RFC 5746.
    DISABLE_SAFE_RENEGOTIATION,
    /// The first records carry the oldest version.
    SSL3_RECORD_VERSION,
    /// The first records carry the newest version.
    LATEST_RECORD_VERSION,
    /// No extended master secret (RFC 7627).
    NO_SESSION_HASH,
    /// Without effect: nothing compresses any more.
    STATELESS_COMPRESSION,
    /// The server's order of suites and groups decides, not the client's.
    SERVER_PRECEDENCE,
    /// Offers TLS_FALLBACK_SCSV (RFC 7507).
    FALLBACK_SCSV,
    /// No disguise as a resumption of TLS 1.2 (RFC 9846 §E.4).
    DISABLE_TLS13_COMPAT_MODE,
    /// Pads a hello whose length some firewalls do not survive (RFC 7685).
    DUMBFW,
    /// Accepts a record size limit down to 64 octets.
    ALLOW_SMALL_RECORDS,
    /// Tolerates keys that are used against the certificate's key usage.
    DEBUG_ALLOW_KEY_USAGE_VIOLATIONS,
    /// Accepts certificates signed with broken algorithms.
    VERIFY_ALLOW_BROKEN,
    /// Accepts certificates signed with MD5.
    VERIFY_ALLOW_SIGN_RSA_MD5,
    /// Accepts certificates signed with SHA-1.
    VERIFY_ALLOW_SIGN_WITH_SHA1,
    /// Does not look at revocation lists.
    VERIFY_DISABLE_CRL_CHECKS,
    /// Accepts version 1 certificates as authorities.
    VERIFY_ALLOW_X509_V1_CA_CRT,
    /// What certificates have to be worth, from here on.
    PROFILE_VERY_WEAK,
    PROFILE_LOW,
    PROFILE_LEGACY,
    PROFILE_MEDIUM,
    PROFILE_HIGH,
    PROFILE_ULTRA,
    PROFILE_FUTURE,
    PROFILE_SUITEB128,
    PROFILE_SUITEB192;

    private static final Map<String, GnuTlsFlag> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GnuTlsFlag::name, Function.identity()));

    /// Why the keyword does nothing here; empty if it does something.
    Optional<String> withoutEffect() {
        return Optional.ofNullable(
                switch (this) {
                    case NEW_PADDING -> "no version of TLS has that padding, and GnuTLS 3 ignores it as well";
                    case ALLOW_SMALL_RECORDS -> "a record_size_limit (RFC 8449) down to 64 octets is accepted as it is";
                    case STATELESS_COMPRESSION -> "nothing compresses any more (RFC 9325 §3.3)";
                    case VERIFY_ALLOW_X509_V1_CA_CRT ->
                        "GnuTLS 3.7 ignores it as well; a version 1 root is trusted" + " where it is named as such";
                    default -> null;
                });
    }

    /// The keyword without its `%`.
    static Optional<GnuTlsFlag> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
