package postern.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientFeatures13.Compatibility;
import postern.tls.kx.KeyShare;
import postern.tls.message.ApplicationProtocols;
import postern.tls.message.ClientHello;
import postern.tls.message.CompressCertificate;
import postern.tls.message.Cookie;
import postern.tls.message.EarlyDataIndication;
import postern.tls.message.EcPointFormats;
import postern.tls.message.EncryptThenMac;
import postern.tls.message.ExtendedMasterSecret;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.KeyShareEntry;
import postern.tls.message.PostHandshakeAuth;
import postern.tls.message.PreSharedKeys;
import postern.tls.message.PskKeyExchangeModes;
import postern.tls.message.RenegotiationInfo;
import postern.tls.message.ServerName;
import postern.tls.message.SessionTicket;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.StatusRequest;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.CertificateCompressor;
import postern.tls.schedule.Transcript;

/// What a client has offered: its hello as it went out, and the private halves of the key shares in it.
///
/// @param encoding the hello as the transcript has it
/// @param ticket the earlier connection that it offers to go on from in TLS 1.3
/// @param older the earlier connection that it offers to go on from in a version before
public record Offer(
        ClientHello hello,
        Bytes encoding,
        List<KeyShare> shares,
        Optional<OfferedTicket> ticket,
        Optional<OfferedSession> older) {
    /// Keeps its own copy of the shares.
    public Offer {
        shares = List.copyOf(shares);
    }

    /// A hello without a ticket.
    public Offer(ClientHello hello, Bytes encoding, List<KeyShare> shares) {
        this(hello, encoding, shares, Optional.empty(), Optional.empty());
    }

    private Offer(
            ClientHello hello, List<KeyShare> shares, Optional<OfferedTicket> ticket, Optional<OfferedSession> older) {
        this(hello, HandshakeCodec.write(hello), shares, ticket, older);
    }

    /// The same with another hello.
    public Offer with(ClientHello changed) {
        return new Offer(changed, shares, ticket, older);
    }

    /// The first hello of a connection: everything that the preferences allow.
    public static Offer first(ClientSettings settings) {
        var preferences = settings.preferences();
        var random = settings.surroundings().random();
        var hello = random.bytes(ClientHello.RANDOM_LENGTH);
        boolean tls13 = preferences.versions().contains(ProtocolVersion.TLS13);
        var older = settings.features().resumption().session().flatMap(kept -> OfferedSession.of(kept, settings));
        // Not empty, so that TLS 1.3 looks like a resumption of TLS 1.2 to middleboxes (RFC 9846 §E.4), and so that
        // a server that resumes has something to repeat (RFC 5077 §3.4).
        boolean disguised = tls13 && settings.features().newest().compatibility() == Compatibility.DISGUISED;
        boolean needsId = disguised || older.isPresent();
        var madeUp = needsId ? random.bytes(ClientHello.MAX_SESSION_ID_LENGTH) : Bytes.EMPTY;
        var sessionId =
                older.map(OfferedSession::id).filter(id -> !id.isEmpty()).orElse(madeUp);
        var shares = tls13 ? shares(settings) : List.<KeyShare>of();
        var shape = new HelloShape(preferences.terms());
        var plain = shape.shape(new ClientHello(
                legacyVersion(preferences),
                hello,
                sessionId,
                shape.codes(codes(settings)),
                ClientHello.NULL_COMPRESSION,
                Extensions.of(extensions(settings, shares, older))));
        var withoutTicket = greased(plain, settings);
        var ticket = tls13
                ? settings.features().resumption().ticket().flatMap(kept -> OfferedTicket.of(kept, settings))
                : Optional.<OfferedTicket>empty();
        var whole = ticket.map(offered -> offered.appendTo(
                        offered.allowsEarlyData(settings) ? withEarlyData(withoutTicket) : withoutTicket,
                        Transcript.of(offered.hash())))
                .orElse(withoutTicket);
        return new Offer(shape.pad(whole), shares, ticket, older);
    }

    private static Optional<CompressCertificate> compression(ClientSettings settings) {
        var codes = settings.features().newest().compressors().stream()
                .map(CertificateCompressor::code)
                .toList();
        return codes.isEmpty() ? Optional.empty() : Optional.of(new CompressCertificate(codes));
    }

    /// With code points that mean nothing, if that is wanted.
    private static ClientHello greased(ClientHello hello, ClientSettings settings) {
        if (settings.features().newest().grease() == ClientFeatures13.Grease.NONE) {
            return hello;
        }
        var values = GreaseValues.drawnFrom(settings.surroundings().random());
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                values.mixedInto(hello.cipherSuites()),
                hello.legacyCompressionMethods(),
                values.mixedInto(hello.extensions()));
    }

    private static ClientHello withEarlyData(ClientHello hello) {
        var list = new ArrayList<>(hello.extensions().list());
        list.add(new EarlyDataIndication());
        return hello.withExtensions(Extensions.of(list));
    }

    /// Whether early data was announced.
    public boolean offersEarlyData() {
        return hello.extensions().has(ExtensionType.EARLY_DATA);
    }

    private static List<KeyShare> shares(ClientSettings settings) {
        var named = settings.features().newest().keyShares();
        var groups = named.isEmpty() ? List.of(settings.preferences().groups().getFirst()) : named;
        return groups.stream()
                .map(group -> KeyShare.generate(group, settings.surroundings().random()))
                .toList();
    }

    /// The newest version up to TLS 1.2, where it stays (RFC 9846 §4.2.2).
    private static int legacyVersion(Preferences preferences) {
        return Math.min(preferences.versions().getFirst().code(), ProtocolVersion.TLS12.code());
    }

    private static List<Integer> codes(ClientSettings settings) {
        var versions = settings.preferences().versions();
        boolean sharesKeys = settings.features().older().keys().isPresent();
        return settings.preferences().suites().stream()
                .filter(suite -> versions.stream().anyMatch(suite::usableIn))
                .filter(suite -> sharesKeys || !suite.kx().isPreShared())
                .map(CipherSuite::code)
                .toList();
    }

    private static List<Extension> extensions(
            ClientSettings settings, List<KeyShare> shares, Optional<OfferedSession> older) {
        var preferences = settings.preferences();
        var list = new ArrayList<Extension>();
        settings.target().serverName().ifPresent(name -> list.add(new ServerName(name)));
        if (preferences.versions().stream().anyMatch(version -> version != ProtocolVersion.TLS13)) {
            list.add(new ExtendedMasterSecret());
            list.add(new RenegotiationInfo(Bytes.EMPTY));
            if (preferences.suites().stream().anyMatch(suite -> suite.bulk().isCbc())) {
                list.add(new EncryptThenMac());
            }
            list.add(new EcPointFormats(List.of(EcPointFormats.UNCOMPRESSED)));
            if (settings.features().resumption().tickets() == ClientFeatures.Tickets.KEPT) {
                list.add(new SessionTicket(
                        older.map(offered -> offered.kept().ticket()).orElse(Bytes.EMPTY)));
            }
        }
        list.add(new SupportedGroups(
                preferences.groups().stream().map(NamedGroup::code).toList()));
        // Older versions have no use for it (RFC 5246 §7.4.1.4.1).
        if (preferences.versions().getFirst().atLeast(ProtocolVersion.TLS12)) {
            list.add(new SignatureAlgorithms(
                    preferences.schemes().stream().map(SignatureScheme::code).toList()));
        }
        if (settings.features().stapling() == ClientFeatures.Stapling.WANTED) {
            list.add(StatusRequest.any());
        }
        RecordLimits.wish(preferences).ifPresent(list::add);
        if (!settings.target().applicationProtocols().isEmpty()) {
            list.add(new ApplicationProtocols(settings.target().applicationProtocols().stream()
                    .map(Bytes::utf8)
                    .toList()));
        }
        if (preferences.versions().contains(ProtocolVersion.TLS13)) {
            list.add(new SupportedVersions(
                    preferences.versions().stream().map(ProtocolVersion::code).toList()));
            list.add(keyShares(shares));
            compression(settings).ifPresent(list::add);
            if (settings.features().newest().later() == ClientFeatures13.LaterRequests.ANSWERED) {
                list.add(new PostHandshakeAuth());
            }
            // Without it a server gives no tickets (RFC 9846 §4.3.9).
            if (settings.features().resumption().tickets() == ClientFeatures.Tickets.KEPT) {
                list.add(new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_DHE_KE)));
            }
        }
        return list;
    }

    private static KeyShareClientHello keyShares(List<KeyShare> shares) {
        return new KeyShareClientHello(shares.stream()
                .map(share -> new KeyShareEntry(share.group().code(), share.share()))
                .toList());
    }

    /// The hello that answers a HelloRetryRequest: the same, but with these key shares, if they are others, and
    /// with the server's cookie, if it gave one (RFC 9846 §4.2.2).
    ///
    /// @param before the transcript up to the request; a ticket with a key for another hash is left out (§4.2.2)
    public Offer again(List<KeyShare> shares, Optional<Cookie> cookie, Transcript before) {
        var list = new ArrayList<Extension>();
        for (var extension : hello.extensions().list()) {
            // There is no early data after a retry (RFC 9846 §4.2.2).
            if (extension instanceof PreSharedKeys || extension instanceof EarlyDataIndication) {
                continue;
            }
            list.add(extension instanceof KeyShareClientHello ? keyShares(shares) : extension);
        }
        cookie.ifPresent(list::add);
        var withoutTicket = hello.withExtensions(Extensions.of(list));
        var kept = ticket.filter(offered -> offered.hash() == before.algorithm());
        var whole = kept.map(offered -> offered.appendTo(withoutTicket, before)).orElse(withoutTicket);
        return new Offer(whole, shares, kept, older);
    }

    /// The share that was sent for a group.
    public Optional<KeyShare> share(int group) {
        return shares.stream().filter(share -> share.group().code() == group).findFirst();
    }

    /// The suite that the server chose.
    ///
    /// @throws TlsException if it was not offered, or not for this version (RFC 9846 §4.2.3)
    public CipherSuite chosenSuite(int code, ProtocolVersion version) {
        return CipherSuite.ofCode(code)
                .filter(suite -> hello.cipherSuites().contains(code) && suite.usableIn(version))
                .orElseThrow(() ->
                        new TlsException(Violation.SUITE_NOT_OFFERED, "suite %04x in %s".formatted(code, version)));
    }

    /// The server may answer an extension only if it was asked (RFC 9846 §4.3).
    ///
    /// @param unasked the types that may come all the same
    /// @throws TlsException if another one is there
    public void requireSolicited(Extensions answer, ExtensionType... unasked) {
        for (var extension : answer.list()) {
            boolean allowed = hello.extensions().has(extension.code())
                    || Arrays.stream(unasked).anyMatch(type -> type.code() == extension.code());
            if (!allowed) {
                throw new TlsException(Violation.EXTENSION_UNSOLICITED, ExtensionType.describe(extension.code()));
            }
        }
    }

    /// The application protocol that the server chose, if it chose one.
    ///
    /// @throws TlsException if it is not exactly one, and one of ours (RFC 7301 §3.1, §3.2)
    public Optional<String> chosenProtocol(Extensions answer) {
        return answer.find(ApplicationProtocols.class).map(this::chosenProtocol);
    }

    private String chosenProtocol(ApplicationProtocols answer) {
        var offered = hello.extensions()
                .find(ApplicationProtocols.class)
                .map(ApplicationProtocols::names)
                .orElse(List.of());
        if (answer.names().size() != 1 || !offered.containsAll(answer.names())) {
            throw new TlsException(Violation.ALPN_CHOICE, "the server answers " + answer.names());
        }
        return answer.names().getFirst().toText(StandardCharsets.ISO_8859_1);
    }

    /// Whether the handshake is disguised as a resumption of TLS 1.2 (RFC 9846 §E.4).
    public boolean inCompatibilityMode() {
        return !hello.legacySessionId().isEmpty();
    }

    /// Wipes the secrets.
    public void wipe() {
        shares.forEach(KeyShare::close);
        older.ifPresent(offered -> offered.kept().session().close());
    }
}
