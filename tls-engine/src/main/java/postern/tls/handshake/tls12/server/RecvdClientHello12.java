package postern.tls.handshake.tls12.server;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.handshake.tls12.Ending;
import postern.tls.message.ClientHello;
import postern.tls.message.EcPointFormats;
import postern.tls.message.RenegotiationInfo;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.GnuTlsFlag;

/// A hello that agrees to TLS 1.2 or older is here; the parameters are selected. No message is awaited.
///
/// @param encoding the hello as it came
/// @param version what was agreed
/// @param before how the handshake before ended, if this one is inside a connection
/// @param count of the handshakes that have followed the first
public record RecvdClientHello12(
        ServerSettings settings,
        ClientHello hello,
        Bytes encoding,
        ProtocolVersion version,
        Optional<Ending> before,
        int count) {
    /// The first hello of a connection.
    public RecvdClientHello12(ServerSettings settings, ClientHello hello, Bytes encoding, ProtocolVersion version) {
        this(settings, hello, encoding, version, Optional.empty(), 0);
    }

    /// To WaitClientKeyExchange, with our whole flight on the way; if a session is resumed, behind it.
    public Step proceed() {
        requireNullCompression();
        requireRenegotiationInfo();
        requireSecureRenegotiation();
        requireUncompressedPoints();
        return Resumption.find(this)
                .map(resumption -> new Resumed(this, resumption).proceed())
                .orElseGet(() -> new Negotiated(this, new Negotiation12(settings, hello, version).agree()).proceed());
    }

    /// The same, inside a connection.
    Step following(Ending ending, int handshakes) {
        return new RecvdClientHello12(settings, hello, encoding, version, Optional.of(ending), handshakes + 1)
                .proceed();
    }

    /// What the master secret will be bound to.
    Binding binding() {
        boolean extended =
                hello.extensions().has(ExtensionType.EXTENDED_MASTER_SECRET) && !answersNot(GnuTlsFlag.NO_SESSION_HASH);
        return extended ? Binding.HANDSHAKE : Binding.RANDOMS;
    }

    /// A client says so by the extension or, for the sake of servers that choke on extensions, by a number
    /// among its suites (RFC 5746 §3.6).
    boolean knowsRenegotiationInfo() {
        return hello.extensions().has(ExtensionType.RENEGOTIATION_INFO)
                || hello.cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
    }

    /// Whether a keyword of the policy keeps us from answering an extension.
    boolean answersNot(GnuTlsFlag ofThis) {
        return settings.preferences().terms().has(ofThis);
    }

    /// How many handshakes there were, if another one could name the last.
    Optional<Integer> secureRenegotiation() {
        return knowsRenegotiationInfo() && !answersNot(GnuTlsFlag.DISABLE_SAFE_RENEGOTIATION)
                ? Optional.of(count)
                : Optional.empty();
    }

    private void requireNullCompression() {
        var methods = hello.legacyCompressionMethods();
        boolean offersNull = false;
        for (int i = 0; i < methods.length(); i++) {
            offersNull |= methods.at(i) == 0;
        }
        if (!offersNull) {
            throw new TlsException(Violation.COMPRESSION_NULL_MISSING, "methods " + methods.toHex());
        }
    }

    /// In a first handshake there is no earlier one to name (RFC 5746 §3.6); in another it has to be named, and
    /// the number that stands for an empty extension may not be there (§3.7).
    private void requireRenegotiationInfo() {
        var info = hello.extensions().find(RenegotiationInfo.class).map(RenegotiationInfo::renegotiatedConnection);
        boolean right = before.map(ending -> info.equals(Optional.of(ending.clientData()))
                        && !hello.cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV))
                .orElseGet(() -> info.filter(named -> !named.isEmpty()).isEmpty());
        if (!right) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_WRONG, "in the ClientHello");
        }
    }

    /// Where a policy wants nobody without RFC 5746.
    private void requireSecureRenegotiation() {
        boolean wanted = settings.preferences().terms().has(GnuTlsFlag.SAFE_RENEGOTIATION);
        if (wanted && !knowsRenegotiationInfo()) {
            throw new TlsException(Violation.RENEGOTIATION_INFO_MISSING, "the policy demands it");
        }
    }

    /// A client that says which points it reads must read the kind that everybody does (RFC 8422 §5.1.2).
    private void requireUncompressedPoints() {
        hello.extensions()
                .find(EcPointFormats.class)
                .filter(points -> !points.formats().contains(EcPointFormats.UNCOMPRESSED))
                .ifPresent(points -> {
                    throw new TlsException(Violation.POINT_FORMATS, "in the ClientHello: " + points.formats());
                });
    }
}
