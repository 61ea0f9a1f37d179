package postern.tls.handshake;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.message.ClientHello;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.PreSharedKeys;
import postern.tls.message.PskKeyExchangeModes;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.SessionTicket;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.Unknown;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.Terms;

/// What the keywords of a policy leave of a ClientHello, and what they add to it.
///
/// @param terms of the policy
record HelloShape(Terms terms) {
    /// Some firewalls take a hello of these lengths for something older than TLS (RFC 7685 §1).
    private static final int SHORTEST_TRAP = 256;

    private static final int BEYOND_TRAP = 512;

    private static final int EXTENSION_HEADER = 4;

    /// The suites with the signals that stand among them. A hello without extensions says the other way that it
    /// knows RFC 5746 (§3.3).
    List<Integer> codes(List<Integer> suites) {
        var codes = new ArrayList<>(suites);
        if (terms.has(GnuTlsFlag.NO_EXTENSIONS) && !terms.has(GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION)) {
            codes.add(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
        }
        if (terms.has(GnuTlsFlag.FALLBACK_SCSV)) {
            codes.add(CipherSuite.FALLBACK_SCSV);
        }
        return codes;
    }

    /// The hello without the extensions that are unwanted, or would name nothing.
    ClientHello shape(ClientHello hello) {
        if (terms.has(GnuTlsFlag.NO_EXTENSIONS)) {
            return hello.withExtensions(Extensions.ABSENT);
        }
        var kept = hello.extensions().list().stream().filter(this::isWanted).toList();
        return hello.withExtensions(Extensions.of(kept));
    }

    private boolean isWanted(Extension extension) {
        return switch (extension) {
            case EncryptThenMac _ -> !terms.has(GnuTlsFlag.NO_ETM);
            case ExtendedMasterSecret _ -> !terms.has(GnuTlsFlag.NO_SESSION_HASH);
            case RenegotiationInfo _ -> !terms.has(GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION);
            case SupportedGroups groups -> !groups.groups().isEmpty();
            case SignatureAlgorithms algorithms -> !algorithms.schemes().isEmpty();
            case PskKeyExchangeModes _ -> !terms.has(GnuTlsFlag.NO_TICKETS);
            case SessionTicket _ -> terms.allowsOldTickets();
            default -> true;
        };
    }

    /// The hello with padding, where a firewall might choke on its length. A hello that offers a ticket is left
    /// as it is: its last extension is a MAC over all before.
    ClientHello pad(ClientHello hello) {
        int length = HandshakeCodec.write(hello).length();
        boolean ticket = hello.extensions().find(PreSharedKeys.class).isPresent();
        if (!terms.has(GnuTlsFlag.DUMBFW) || ticket || length < SHORTEST_TRAP || length >= BEYOND_TRAP) {
            return hello;
        }
        int padding = Math.max(1, BEYOND_TRAP - length - EXTENSION_HEADER);
        var list = new ArrayList<>(hello.extensions().list());
        list.add(new Unknown(ExtensionType.PADDING.code(), Bytes.adopt(new byte[padding])));
        return hello.withExtensions(Extensions.of(list));
    }
}
