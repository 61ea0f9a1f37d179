package postern.tls.pki;

import java.util.OptionalInt;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// Whether the subject is a certificate authority, and how many more may stand below it (RFC 5280 §4.2.1.9).
///
/// @param role what the subject is
/// @param pathLength how many authorities may follow in a path, not counting self-issued ones; only for a CA
public record BasicConstraints(Role role, OptionalInt pathLength) {
    /// What a certificate makes of its subject.
    public enum Role {
        CA,
        END_ENTITY
    }

    /// Refuses a path length for an end entity (RFC 5280 §4.2.1.9).
    public BasicConstraints {
        if (role == Role.END_ENTITY && pathLength.isPresent()) {
            throw new DerException("pathLenConstraint without cA in basicConstraints (RFC 5280 §4.2.1.9)");
        }
    }

    /// `BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }`
    ///
    /// An encoded FALSE is not DER, but authorities have written it for decades; it is taken.
    static BasicConstraints read(DerReader in) {
        var constraints = in.sequence();
        var role = constraints.nextIs(DerTag.BOOLEAN) && constraints.bool() ? Role.CA : Role.END_ENTITY;
        var pathLength = OptionalInt.empty();
        if (constraints.hasMore()) {
            pathLength = OptionalInt.of(pathLength(constraints));
        }
        constraints.end();
        return new BasicConstraints(role, pathLength);
    }

    private static int pathLength(DerReader constraints) {
        int length = constraints.smallInteger();
        if (length < 0) {
            throw new DerException("negative pathLenConstraint (RFC 5280 §4.2.1.9)");
        }
        return length;
    }

    /// The value of the extension.
    public Bytes write() {
        return DerWriter.write(out -> out.sequence(constraints -> {
            if (role == Role.CA) {
                constraints.boolTrue();
            }
            pathLength.ifPresent(constraints::integer);
        }));
    }
}
