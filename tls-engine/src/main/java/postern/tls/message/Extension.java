package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;
import postern.tls.param.ExtensionType.Place;

/// What stands in one extension. Where a type means different things in different messages there is a record for
/// each meaning; [Unknown] holds the types we do not interpret.
public sealed interface Extension
        permits ApplicationProtocols,
                CertificateAuthorities,
                CompressCertificate,
                Cookie,
                EarlyDataIndication,
                EarlyDataLimit,
                EcPointFormats,
                EncryptThenMac,
                ExtendedMasterSecret,
                KeyShareClientHello,
                KeyShareHelloRetryRequest,
                KeyShareServerHello,
                MaxFragmentLength,
                PostHandshakeAuth,
                PreSharedKeys,
                PskKeyExchangeModes,
                RecordSizeLimit,
                RenegotiationInfo,
                SelectedPreSharedKey,
                SelectedVersion,
                ServerName,
                ServerNameAcknowledged,
                SessionTicket,
                SignatureAlgorithms,
                SignatureAlgorithmsCert,
                StapledStatus,
                StatusPromise,
                StatusRequest,
                SupportedGroups,
                SupportedVersions,
                Unknown {

    /// The type's code point.
    int code();

    /// Writes the content, without type and length.
    void write(TlsWriter out);

    /// Reads the content of an extension that is known to be allowed in `place`.
    static Extension read(int code, Place place, Bytes content) {
        var type = ExtensionType.ofCode(code);
        if (type.isEmpty()) {
            return new Unknown(code, content);
        }
        var in = new TlsReader(content);
        var extension = read(type.get(), place, in);
        in.end();
        return extension;
    }

    private static Extension read(ExtensionType type, Place place, TlsReader in) {
        return switch (type) {
            case SERVER_NAME -> place == Place.CH ? ServerName.read(in) : new ServerNameAcknowledged();
            case STATUS_REQUEST -> readStatus(place, in);
            case MAX_FRAGMENT_LENGTH -> MaxFragmentLength.read(in);
            case RECORD_SIZE_LIMIT -> RecordSizeLimit.read(in);
            case SUPPORTED_GROUPS -> SupportedGroups.read(in);
            case EC_POINT_FORMATS -> EcPointFormats.read(in);
            case SIGNATURE_ALGORITHMS -> SignatureAlgorithms.read(in);
            case SIGNATURE_ALGORITHMS_CERT -> SignatureAlgorithmsCert.read(in);
            case APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> ApplicationProtocols.read(in);
            case ENCRYPT_THEN_MAC -> new EncryptThenMac();
            case SESSION_TICKET -> SessionTicket.read(place, in);
            case EXTENDED_MASTER_SECRET -> new ExtendedMasterSecret();
            case SUPPORTED_VERSIONS -> place == Place.CH ? SupportedVersions.read(in) : SelectedVersion.read(in);
            case EARLY_DATA -> place == Place.NST ? EarlyDataLimit.read(in) : new EarlyDataIndication();
            case COMPRESS_CERTIFICATE -> CompressCertificate.read(in);
            case POST_HANDSHAKE_AUTH -> new PostHandshakeAuth();
            case COOKIE -> Cookie.read(in);
            case PRE_SHARED_KEY -> place == Place.CH ? PreSharedKeys.read(in) : SelectedPreSharedKey.read(in);
            case PSK_KEY_EXCHANGE_MODES -> PskKeyExchangeModes.read(in);
            case CERTIFICATE_AUTHORITIES -> CertificateAuthorities.read(in);
            case KEY_SHARE -> readKeyShare(place, in);
            case RENEGOTIATION_INFO -> RenegotiationInfo.read(in);
            default -> new Unknown(type.code(), in.rest());
        };
    }

    private static Extension readStatus(Place place, TlsReader in) {
        return switch (place) {
            case CH -> StatusRequest.read(in);
            // Its content says nothing there, and GnuTLS leaves it empty (RFC 9846 §4.5.1.1).
            case CR ->
                in.hasMore() ? StatusRequest.read(in) : new Unknown(ExtensionType.STATUS_REQUEST.code(), in.rest());
            case CT -> StapledStatus.read(in);
            case SH12 -> new StatusPromise();
            default -> new Unknown(ExtensionType.STATUS_REQUEST.code(), in.rest());
        };
    }

    private static Extension readKeyShare(Place place, TlsReader in) {
        return switch (place) {
            case CH -> KeyShareClientHello.read(in);
            case HRR -> KeyShareHelloRetryRequest.read(in);
            default -> KeyShareServerHello.read(in);
        };
    }

    /// A list of code points, each two octets, in a vector that is not empty.
    static List<Integer> readCodes(TlsReader in) {
        return in.vector16(2).all(TlsReader::uint16);
    }

    /// The mirror of [#readCodes].
    static void writeCodes(TlsWriter out, List<Integer> codes) {
        out.vector16(inner -> inner.all(codes, TlsWriter::uint16));
    }
}
