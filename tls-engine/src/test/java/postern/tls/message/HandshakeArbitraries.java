package postern.tls.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import postern.crypto.bytes.Bytes;
import postern.tls.param.ExtensionType;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.KeyUpdateRequest;

/// Any message and any extension, with any content that its struct allows.
final class HandshakeArbitraries {
    private HandshakeArbitraries() {}

    static Arbitrary<Bytes> bytes(int min, int max) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(min)
                .ofMaxSize(max)
                .map(Bytes::copyOf);
    }

    static Arbitrary<Integer> code() {
        return Arbitraries.integers().between(0, 0xffff);
    }

    static Arbitrary<List<Integer>> codes() {
        return code().list().ofMinSize(1).ofMaxSize(12);
    }

    static Arbitrary<List<Integer>> octets() {
        return Arbitraries.integers().between(0, 255).list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<KeyShareEntry> keyShare() {
        return Combinators.combine(code(), bytes(1, 70)).as(KeyShareEntry::new);
    }

    private static Arbitrary<KeyShareClientHello> keyShares() {
        return keyShare()
                .list()
                .uniqueElements(KeyShareEntry::group)
                .ofMaxSize(4)
                .map(KeyShareClientHello::new);
    }

    private static Arbitrary<Unknown> unknown() {
        return Combinators.combine(
                        code().filter(code -> ExtensionType.ofCode(code).isEmpty()), bytes(0, 30))
                .as(Unknown::new);
    }

    /// Of the extensions that may stand in this message, one that is interpreted, or an unknown one.
    static Arbitrary<Extension> extension(Place place) {
        var choices = new ArrayList<Arbitrary<? extends Extension>>();
        choices.add(unknown());
        for (var type : ExtensionType.values()) {
            if (type.allowedIn(place)) {
                choices.add(extension(type, place));
            }
        }
        return Arbitraries.oneOf(choices).map(Function.identity());
    }

    private static Arbitrary<? extends Extension> extension(ExtensionType type, Place place) {
        boolean offer = place == Place.CH;
        return switch (type) {
            case SERVER_NAME -> offer ? serverName() : Arbitraries.just(new ServerNameAcknowledged());
            case SUPPORTED_GROUPS -> codes().map(SupportedGroups::new);
            case EC_POINT_FORMATS -> octets().map(EcPointFormats::new);
            case SIGNATURE_ALGORITHMS -> codes().map(SignatureAlgorithms::new);
            case SIGNATURE_ALGORITHMS_CERT -> codes().map(SignatureAlgorithmsCert::new);
            case APPLICATION_LAYER_PROTOCOL_NEGOTIATION ->
                bytes(1, 9).list().ofMinSize(1).ofMaxSize(4).map(ApplicationProtocols::new);
            case EXTENDED_MASTER_SECRET -> Arbitraries.just(new ExtendedMasterSecret());
            case SUPPORTED_VERSIONS -> offer ? codes().map(SupportedVersions::new) : code().map(SelectedVersion::new);
            case COOKIE -> bytes(1, 50).map(Cookie::new);
            case PRE_SHARED_KEY -> offer ? preSharedKeys() : code().map(SelectedPreSharedKey::new);
            case STATUS_REQUEST -> status(place);
            case MAX_FRAGMENT_LENGTH -> Arbitraries.integers().between(1, 4).map(MaxFragmentLength::new);
            case RECORD_SIZE_LIMIT -> Arbitraries.integers().between(64, 0xffff).map(RecordSizeLimit::new);
            case SESSION_TICKET ->
                place == Place.CH
                        ? bytes(0, 9).map(SessionTicket::new)
                        : Arbitraries.just(new SessionTicket(Bytes.EMPTY));
            case PSK_KEY_EXCHANGE_MODES -> octets().map(PskKeyExchangeModes::new);
            case CERTIFICATE_AUTHORITIES ->
                bytes(1, 20).list().ofMinSize(1).ofMaxSize(3).map(CertificateAuthorities::new);
            case RENEGOTIATION_INFO -> bytes(0, 24).map(RenegotiationInfo::new);
            case KEY_SHARE ->
                switch (place) {
                    case CH -> keyShares();
                    case HRR -> code().map(KeyShareHelloRetryRequest::new);
                    default -> keyShare().map(KeyShareServerHello::new);
                };
            case ENCRYPT_THEN_MAC -> Arbitraries.just(new EncryptThenMac());
            case COMPRESS_CERTIFICATE ->
                code().set().ofMinSize(1).ofMaxSize(5).map(codes -> new CompressCertificate(List.copyOf(codes)));
            case POST_HANDSHAKE_AUTH -> Arbitraries.just(new PostHandshakeAuth());
            case EARLY_DATA ->
                place == Place.NST
                        ? Arbitraries.longs().between(0, 0xffffffffL).map(EarlyDataLimit::new)
                        : Arbitraries.just(new EarlyDataIndication());
            default -> bytes(0, 20).map(content -> new Unknown(type.code(), content));
        };
    }

    private static Arbitrary<ServerName> serverName() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(1)
                .ofMaxLength(ServerName.MAX_LENGTH)
                .map(ServerName::new);
    }

    /// A block without duplicates; `pre_shared_key` goes last, where it has to be in a ClientHello.
    static Arbitrary<Extensions> extensions(Place place) {
        return extension(place)
                .list()
                .uniqueElements(Extension::code)
                .ofMaxSize(7)
                .map(HandshakeArbitraries::withPreSharedKeyLast)
                .map(Extensions::of);
    }

    private static List<Extension> withPreSharedKeyLast(List<Extension> list) {
        var sorted = new ArrayList<>(list);
        sorted.sort((a, b) -> Boolean.compare(isPreSharedKey(a), isPreSharedKey(b)));
        return sorted;
    }

    private static Arbitrary<? extends Extension> status(Place place) {
        return switch (place) {
            case CH, CR -> Combinators.combine(bytes(0, 9), bytes(0, 9)).as(StatusRequest::new);
            case CT -> bytes(1, 20).map(StapledStatus::new);
            case SH12 -> Arbitraries.just(new StatusPromise());
            default -> bytes(0, 9).map(content -> new Unknown(ExtensionType.STATUS_REQUEST.code(), content));
        };
    }

    private static Arbitrary<PreSharedKeys> preSharedKeys() {
        Arbitrary<PreSharedKeys> offered = Combinators.combine(bytes(1, 40), code(), bytes(32, 48))
                .as((identity, age, binder) ->
                        new PreSharedKeys(List.of(new PreSharedKeys.Identity(identity, age)), List.of(binder)));
        return offered.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(keys -> new PreSharedKeys(
                        keys.stream()
                                .flatMap(each -> each.identities().stream())
                                .toList(),
                        keys.stream().flatMap(each -> each.binders().stream()).toList()));
    }

    private static boolean isPreSharedKey(Extension extension) {
        return extension.code() == ExtensionType.PRE_SHARED_KEY.code();
    }

    static Arbitrary<ClientHello> clientHello() {
        var extensions = Arbitraries.frequencyOf(
                Tuple.of(9, extensions(Place.CH)), Tuple.of(1, Arbitraries.just(Extensions.ABSENT)));
        return Combinators.combine(code(), bytes(32, 32), bytes(0, 32), codes(), bytes(1, 3), extensions)
                .as(ClientHello::new);
    }

    static Arbitrary<ServerHello> serverHello() {
        return Arbitraries.oneOf(
                serverHello(bytes(32, 32), extensions(Place.SH).map(HandshakeArbitraries::withVersion)),
                serverHello(bytes(32, 32), extensions(Place.SH12)),
                serverHello(bytes(32, 32), Arbitraries.just(Extensions.ABSENT)),
                serverHello(Arbitraries.just(ServerHello.HELLO_RETRY_REQUEST), extensions(Place.HRR)));
    }

    private static Extensions withVersion(Extensions extensions) {
        var list = new ArrayList<>(extensions.list());
        if (!extensions.has(ExtensionType.SUPPORTED_VERSIONS)) {
            list.add(new SelectedVersion(0x0304));
        }
        return Extensions.of(list);
    }

    private static Arbitrary<ServerHello> serverHello(Arbitrary<Bytes> random, Arbitrary<Extensions> extensions) {
        var octet = Arbitraries.integers().between(0, 255);
        return Combinators.combine(code(), random, bytes(0, 32), code(), octet, extensions)
                .as(ServerHello::new);
    }

    private static Arbitrary<CertificateVerify> certificateVerify() {
        return Combinators.combine(code(), bytes(0, 80)).as(CertificateVerify::new);
    }

    private static Arbitrary<CertificateVerify12> certificateVerify12() {
        return Combinators.combine(code(), bytes(0, 80))
                .as((scheme, signature) ->
                        new CertificateVerify12(new DigitallySigned(OptionalInt.of(scheme), signature)));
    }

    private static Arbitrary<Finished> finished() {
        return bytes(0, 64).map(Finished::new);
    }

    private static Arbitrary<KeyUpdate> keyUpdate() {
        return Arbitraries.of(KeyUpdateRequest.class).map(KeyUpdate::new);
    }

    private static Arbitrary<CertificateMessage13> certificate13() {
        var entry = Combinators.combine(bytes(1, 60), extensions(Place.CT)).as(CertificateMessage13.Entry::new);
        return Combinators.combine(bytes(0, 8), entry.list().ofMaxSize(3)).as(CertificateMessage13::new);
    }

    private static Arbitrary<Certificate12> certificate12() {
        return bytes(1, 60).list().ofMaxSize(3).map(Certificate12::new);
    }

    private static Arbitrary<NewSessionTicket> newSessionTicket() {
        var seconds = Arbitraries.longs().between(0, 0xffffffffL);
        return Combinators.combine(seconds, seconds, bytes(0, 8), bytes(1, 80), extensions(Place.NST))
                .as(NewSessionTicket::new);
    }

    private static Arbitrary<ServerKeyExchange> serverKeyExchange() {
        var params = Combinators.combine(code(), bytes(1, 100)).as(ServerKeyExchange.EcdheParams::new);
        return Combinators.combine(params, code(), bytes(0, 80)).as(ServerKeyExchange::new);
    }

    static Arbitrary<HandshakeMessage> fromClient13() {
        return Arbitraries.<HandshakeMessage>oneOf(
                clientHello(),
                Arbitraries.just(new EndOfEarlyData()),
                certificate13(),
                compressedCertificate(),
                certificateVerify(),
                finished(),
                keyUpdate());
    }

    private static Arbitrary<CompressedCertificate> compressedCertificate() {
        return Combinators.combine(code(), Arbitraries.integers().between(0, 0xffffff), bytes(1, 60))
                .as(CompressedCertificate::new);
    }

    static Arbitrary<HandshakeMessage> fromServer13() {
        var request = Combinators.combine(bytes(0, 8), extensions(Place.CR)).as(CertificateRequest13::new);
        return Arbitraries.<HandshakeMessage>oneOf(
                serverHello(),
                extensions(Place.EE).map(EncryptedExtensions::new),
                request,
                certificate13(),
                certificateVerify(),
                finished(),
                newSessionTicket(),
                keyUpdate());
    }

    static Arbitrary<HandshakeMessage> fromClient12() {
        return Arbitraries.<HandshakeMessage>oneOf(
                clientHello(),
                certificate12(),
                bytes(1, 255).map(ClientKeyExchange::new),
                certificateVerify12(),
                finished());
    }

    static Arbitrary<HandshakeMessage> fromServer12() {
        var authorities = bytes(1, 20).list().ofMaxSize(3);
        var request = Combinators.combine(octets(), codes().map(Optional::of), authorities)
                .as(CertificateRequest12::new);
        return Arbitraries.<HandshakeMessage>oneOf(
                serverHello(),
                Arbitraries.just(new HelloRequest()),
                certificate12(),
                serverKeyExchange(),
                bytes(1, 80).map(CertificateStatus::new),
                bytes(0, 80).map(ticket -> new NewSessionTicket12(ticket.length(), ticket)),
                request,
                Arbitraries.just(new ServerHelloDone()),
                finished());
    }
}
