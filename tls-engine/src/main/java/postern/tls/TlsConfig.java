package postern.tls;

import static postern.tls.OptionChecks.implemented;
import static postern.tls.OptionChecks.refusal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.dh.DhGroup;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.tls.handshake.CertificateWish;
import postern.tls.handshake.ClientFeatures;
import postern.tls.handshake.ClientFeatures13;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.OlderFeatures;
import postern.tls.handshake.OlderFeatures.Renegotiating;
import postern.tls.handshake.Preferences;
import postern.tls.handshake.ServerFeatures;
import postern.tls.handshake.ServerFeatures13;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Surroundings;
import postern.tls.handshake.Target;
import postern.tls.message.RecordSizeLimit;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.CertificateCompressor;
import postern.tls.pki.Credential;
import postern.tls.pki.HostName;
import postern.tls.pki.Name;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.Rigour;
import postern.tls.pki.Stapler;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.SecurityPolicy;
import postern.tls.policy.Terms;
import postern.tls.record.RecordPadding;
import postern.tls.session.ClientSession12;
import postern.tls.session.ClientSessions;
import postern.tls.session.ClientTicket;
import postern.tls.session.ReplayGuard;
import postern.tls.session.SessionCache;
import postern.tls.session.SharedKeys;
import postern.tls.session.TicketKeys;
import postern.tls.trace.TlsObserver;

/// How an engine shall behave: immutable, the same type for both roles, shared by any number of connections.
///
/// Made by a [Builder], whose defaults are sound: TLS 1.3 and 1.2 with everything that is implemented. What is
/// wrong is refused when it is built, with the option's name and the remedy, not in the middle of a handshake.
///
/// ```
/// var server = TlsConfig.builder().credential(credential).build();
/// var client = TlsConfig.builder().serverName("mx.example").verifier(trusted).build();
/// ```
public final class TlsConfig {
    private static final List<ProtocolVersion> DEFAULT_VERSIONS = List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);

    private final Preferences preferences;
    private final List<Credential> credentials;
    private final Optional<HostName> serverName;
    private final Optional<String> indication;
    private final List<String> applicationProtocols;
    private final Optional<PeerVerifier> verifier;
    private final CertificateWish certificateWish;
    private final Optional<ServerFeatures.Tickets> tickets;
    private final Optional<ClientSessions> sessions;
    private final OlderFeatures older;
    private final ServerFeatures.UnknownName unknownName;
    private final Stapler stapler;
    private final ClientFeatures.Stapling stapling;
    private final ClientFeatures13 newest;
    private final ServerFeatures13 newestOfServer;
    private final RandomSource random;
    private final InstantSource clock;
    private final TlsObserver observer;
    private final RecordPadding padding;

    private TlsConfig(Builder builder) {
        preferences = new Preferences(
                usable(builder),
                implemented("suites", builder.suites, Implemented.ALL_SUITES),
                OptionChecks.groups(builder.groups, builder.suites, builder.versions),
                OptionChecks.schemes("signatureSchemes", builder.signatureSchemes, builder.versions),
                OptionChecks.schemes(
                        "signingSchemes", builder.signingSchemes.orElse(builder.signatureSchemes), builder.versions),
                OptionChecks.dhGroup(builder.dhGroup, builder.terms),
                builder.terms,
                builder.recordSizeLimit);
        credentials = OptionChecks.credentials(builder.credentials, builder.terms);
        serverName = Optional.ofNullable(builder.serverName).map(name -> OptionChecks.hostName("serverName", name));
        indication = Optional.ofNullable(builder.indication)
                .or(() -> serverName.map(HostName::toString))
                .map(name -> OptionChecks.hostName("serverNameIndication", name))
                .filter(HostName.Dns.class::isInstance)
                .map(HostName::toString);
        applicationProtocols = OptionChecks.applicationProtocols(builder.applicationProtocols);
        verifier = Optional.ofNullable(builder.verifier)
                .map(judge -> builder.rigour.map(judge::under).orElse(judge));
        certificateWish = certificateWish(builder);
        tickets = Optional.ofNullable(builder.ticketKeys)
                .filter(_ -> preferences.terms().allowsTickets())
                .map(keys -> new ServerFeatures.Tickets(keys, builder.ticketCount));
        older = new OlderFeatures(
                Optional.ofNullable(builder.sessionCache),
                builder.renegotiation,
                Optional.ofNullable(builder.sharedKeys));
        unknownName = builder.unknownName;
        stapler = builder.stapler;
        stapling = builder.stapling;
        sessions = Optional.ofNullable(builder.sessions)
                .filter(_ -> preferences.terms().allowsTickets());
        newest = new ClientFeatures13(
                OptionChecks.keyShares(builder.keyShares, builder.groups),
                builder.compatibility,
                builder.grease,
                builder.offerEarlyData,
                builder.compressors,
                builder.later);
        newestOfServer = new ServerFeatures13(
                OptionChecks.earlyData(builder.earlyDataLimit, builder.ticketKeys, builder.guard()),
                builder.compressors,
                builder.cookies,
                builder.grease);
        random = builder.random;
        clock = builder.clock;
        observer = builder.observer;
        padding = builder.padding;
    }

    /// A builder with the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// The protocol versions that may be agreed on, newest first.
    public List<ProtocolVersion> versions() {
        return preferences.versions();
    }

    /// The cipher suites that may be agreed on, the dearest first.
    public List<CipherSuite> suites() {
        return preferences.suites();
    }

    /// The groups in which keys may be agreed, the dearest first.
    public List<NamedGroup> groups() {
        return preferences.groups();
    }

    /// The signatures that may be made and are accepted, the dearest first.
    public List<SignatureScheme> signatureSchemes() {
        return preferences.schemes();
    }

    Terms terms() {
        return preferences.terms();
    }

    /// Our certificates with their keys.
    public List<Credential> credentials() {
        return credentials;
    }

    /// The host that a client wants to reach.
    public Optional<HostName> serverName() {
        return serverName;
    }

    /// The protocols offered or spoken behind ALPN, the dearest first.
    public List<String> applicationProtocols() {
        return applicationProtocols;
    }

    /// Who watches.
    public TlsObserver observer() {
        return observer;
    }

    RecordPadding padding() {
        return padding;
    }

    ClientSettings clientSettings() {
        var judge = verifier.orElseThrow(() -> refusal(
                "verifier",
                "a client has to say who judges the server's certificate",
                "set a PathValidator, or PeerVerifier.none() to encrypt to whoever answers"));
        var name = serverName.map(HostName::toString).orElse("");
        return new ClientSettings(
                preferences,
                new Target(indication, name, applicationProtocols),
                new Surroundings(random, clock, judge),
                new ClientFeatures(credentials, resumption(name), stapling, newest, older));
    }

    ServerSettings serverSettings() {
        if (credentials.isEmpty() && older.keys().isEmpty()) {
            throw refusal("credentials", "a server has to prove who it is", "add a certificate chain with its key");
        }
        return new ServerSettings(
                preferences,
                credentials,
                applicationProtocols,
                new Surroundings(random, clock, verifier.orElseGet(PeerVerifier::none)),
                new ServerFeatures(certificateWish, tickets, stapler, newestOfServer, older, unknownName));
    }

    /// Takes a ticket out of the store: each is for one connection. A session of an older version stays there.
    private ClientFeatures.Resumption resumption(String server) {
        return sessions.map(store -> new ClientFeatures.Resumption(
                        ClientFeatures.Tickets.KEPT,
                        store.take(server, clock.instant()),
                        store.find(server, clock.instant())))
                .orElse(ClientFeatures.Resumption.UNWANTED);
    }

    void keep(ClientTicket ticket) {
        sessions.ifPresent(
                store -> store.keep(serverName.map(HostName::toString).orElse(""), ticket));
    }

    void keep(ClientSession12 session) {
        sessions.ifPresent(
                store -> store.keep(serverName.map(HostName::toString).orElse(""), session));
    }

    private static CertificateWish certificateWish(Builder builder) {
        var authorities = builder.clientAuthorities.stream().map(Name::der).toList();
        var wish = new CertificateWish(builder.clientAuthentication, authorities);
        if (wish.asks() && builder.verifier == null) {
            throw refusal(
                    "clientAuthentication",
                    "whoever asks for certificates has to say who judges them",
                    "set a PathValidator, or PeerVerifier.none() to take whatever is shown");
        }
        return wish;
    }

    /// A version that was asked for and can do nothing is a mistake; one that is there by default just goes.
    private static List<ProtocolVersion> usable(Builder builder) {
        var asked = OptionChecks.versions(builder.versions).stream()
                .filter(builder.terms.level()::allows)
                .toList();
        var usable = asked.stream()
                .filter(version -> builder.suites.stream()
                        .anyMatch(suite -> suite.usableIn(version)
                                && (builder.sharedKeys != null || !suite.kx().isPreShared())))
                .toList();
        boolean mistaken = builder.versionsAreDefault ? usable.isEmpty() : usable.size() < asked.size();
        if (mistaken) {
            var version = asked.stream()
                    .filter(each -> !usable.contains(each))
                    .findFirst()
                    .orElseThrow();
            throw refusal(
                    "suites",
                    "no suite can be used in " + version,
                    "add one that can, or take " + version + " out of versions");
        }
        return usable;
    }

    /// Collects the options of a [TlsConfig]. Not thread-safe.
    public static final class Builder {
        /// Their nonces are one octet, and each costs the server a few hundred octets of sending.
        private static final int MAX_TICKETS = 16;

        /// 2^14 octets of content, and in TLS 1.3 its type.
        private static final int LONGEST_RECORD = (1 << 14) + 1;

        private List<ProtocolVersion> versions = DEFAULT_VERSIONS;
        private Terms terms = Terms.USUAL;
        private Optional<Rigour> rigour = Optional.empty();
        private @Nullable DhGroup dhGroup;
        private boolean versionsAreDefault = true;
        private List<CipherSuite> suites = Implemented.SUITES;
        private List<NamedGroup> groups = Implemented.GROUPS;
        private List<SignatureScheme> signatureSchemes = Implemented.SCHEMES;
        private Optional<List<SignatureScheme>> signingSchemes = Optional.empty();
        private List<Credential> credentials = List.of();
        private @Nullable String serverName;
        private @Nullable String indication;
        private List<String> applicationProtocols = List.of();
        private @Nullable PeerVerifier verifier;
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private @Nullable TicketKeys ticketKeys;
        private int ticketCount = 2;
        private @Nullable ClientSessions sessions;
        private @Nullable SessionCache sessionCache;
        private int recordSizeLimit;
        private ServerFeatures.UnknownName unknownName = ServerFeatures.UnknownName.SERVED;
        private @Nullable SharedKeys sharedKeys;
        private Renegotiating renegotiation = Renegotiating.REFUSED;
        private Stapler stapler = Stapler.none();
        private ClientFeatures.Stapling stapling = ClientFeatures.Stapling.UNWANTED;
        private List<Name> clientAuthorities = List.of();
        private List<NamedGroup> keyShares = List.of();
        private ClientFeatures13.Compatibility compatibility = ClientFeatures13.Compatibility.DISGUISED;
        private ClientFeatures13.EarlyData offerEarlyData = ClientFeatures13.EarlyData.NEVER;
        private int earlyDataLimit;
        private @Nullable ReplayGuard replayGuard;
        private List<CertificateCompressor> compressors = List.of();
        private ClientFeatures13.LaterRequests later = ClientFeatures13.LaterRequests.REFUSED;
        private ServerFeatures13.Cookies cookies = ServerFeatures13.Cookies.NONE;
        private ClientFeatures13.Grease grease = ClientFeatures13.Grease.NONE;
        private RandomSource random = HmacDrbg.system();
        private InstantSource clock = InstantSource.system();
        private TlsObserver observer = TlsObserver.NONE;
        private RecordPadding padding = RecordPadding.NONE;

        private Builder() {}

        private ReplayGuard guard() {
            return replayGuard == null ? new ReplayGuard(clock) : replayGuard;
        }

        /// The versions that may be agreed on; the newest in common wins, in whatever order they are
        /// given. By default all for which there is a suite.
        public Builder versions(ProtocolVersion... versions) {
            this.versions = List.of(versions);
            this.versionsAreDefault = false;
            return this;
        }

        /// Everything that a policy string says: versions, suites, groups and signatures, and how strict a
        /// handshake and its certificates are. Lists that are set after it take the place of its own.
        public Builder policy(SecurityPolicy policy) {
            OptionChecks.requireX509(policy);
            this.versions = policy.versions();
            this.versionsAreDefault = true;
            this.suites = policy.suites();
            this.groups = policy.groups();
            this.signatureSchemes = policy.schemes();
            this.terms = policy.terms();
            this.rigour = Optional.of(policy.rigour());
            if (policy.terms().has(GnuTlsFlag.DISABLE_TLS13_COMPAT_MODE)) {
                this.compatibility = ClientFeatures13.Compatibility.PLAIN;
            }
            return this;
        }

        /// The cipher suites that may be agreed on, the dearest first.
        public Builder suites(CipherSuite... suites) {
            this.suites = List.of(suites);
            return this;
        }

        /// The groups in which keys may be agreed, the dearest first. A client sends its share for the
        /// first, or for the [#keyShares].
        public Builder groups(NamedGroup... groups) {
            this.groups = List.of(groups);
            return this;
        }

        /// The groups that a client's first hello has key shares for, some of the [#groups]: a hybrid one, a
        /// classical one, or both. By default the first group alone. Whatever else the server wants costs a
        /// round trip (RFC 9846 §4.2.4).
        public Builder keyShares(NamedGroup... keyShares) {
            this.keyShares = List.of(keyShares);
            return this;
        }

        /// Has a client's TLS 1.3 look like what it is, not like a resumption of TLS 1.2 (RFC 9846 §E.4).
        public Builder withoutCompatibilityMode() {
            this.compatibility = ClientFeatures13.Compatibility.PLAIN;
            return this;
        }

        /// Mixes code points that mean nothing into what is offered, so that peers do not come to choke on new
        /// ones (RFC 8701).
        public Builder grease() {
            this.grease = ClientFeatures13.Grease.SENT;
            return this;
        }

        /// A server's group for DHE with clients up to TLS 1.2 that name none (RFC 7919 §4); by default
        /// ffdhe2048, or a longer one where a policy wants that. Whether the prime is one is for the caller to
        /// know: see [DhGroup#isSafe].
        public Builder dhGroup(DhGroup dhGroup) {
            this.dhGroup = dhGroup;
            return this;
        }

        /// The signatures that may be made and are accepted, the dearest first.
        public Builder signatureSchemes(SignatureScheme... signatureSchemes) {
            this.signatureSchemes = List.of(signatureSchemes);
            return this;
        }

        /// The signatures that may be made, the dearest first, if they are others than those that are accepted.
        public Builder signingSchemes(SignatureScheme... signingSchemes) {
            this.signingSchemes = Optional.of(List.of(signingSchemes));
            return this;
        }

        /// Our certificates with their keys, the dearest first. The peer's wishes select among them.
        public Builder credentials(List<Credential> credentials) {
            this.credentials = List.copyOf(credentials);
            return this;
        }

        /// Our only certificate with its key.
        public Builder credential(Credential credential) {
            return credentials(List.of(credential));
        }

        /// The host that a client wants to reach: a DNS name, which it sends to the server (SNI), or an
        /// IP address, which it does not (RFC 6066 §3). The server's certificate has to be for it.
        public Builder serverName(String serverName) {
            this.serverName = serverName;
            return this;
        }

        /// The name that a client sends to the server (SNI) if it is another than [#serverName].
        public Builder serverNameIndication(String indication) {
            this.indication = indication;
            return this;
        }

        /// The application protocols (ALPN), the dearest first. A server that is given some refuses a
        /// client that offers only others (RFC 7301 §3.2).
        public Builder applicationProtocols(String... names) {
            this.applicationProtocols = List.of(names);
            return this;
        }

        /// Who judges the peer's certificate. A client has to name one: [PeerVerifier#none()] accepts
        /// anybody.
        public Builder verifier(PeerVerifier verifier) {
            this.verifier = verifier;
            return this;
        }

        /// Whether a server asks its clients for certificates; by default it does not. Who asks has to name a
        /// [#verifier] for them.
        public Builder clientAuthentication(ClientAuthentication clientAuthentication) {
            this.clientAuthentication = clientAuthentication;
            return this;
        }

        /// The authorities whose certificates a server that asks would like to see: a hint to clients with
        /// several (RFC 9846 §4.3.4). By default none is given.
        public Builder clientAuthorities(List<Name> clientAuthorities) {
            this.clientAuthorities = List.copyOf(clientAuthorities);
            return this;
        }

        /// Lets a server's clients resume with tickets sealed under these keys; by default none are given.
        public Builder ticketKeys(TicketKeys ticketKeys) {
            this.ticketKeys = ticketKeys;
            return this;
        }

        /// How many tickets a server gives for each connection, 0 to [#MAX_TICKETS]; by default two.
        public Builder tickets(int count) {
            if (count < 0 || count > MAX_TICKETS) {
                throw refusal("tickets", count + " tickets", "give 0 to " + MAX_TICKETS);
            }
            this.ticketCount = count;
            return this;
        }

        /// Where a client keeps the tickets that servers give it, and takes those that it resumes with; by
        /// default it does not resume.
        public Builder sessions(ClientSessions sessions) {
            this.sessions = sessions;
            return this;
        }

        /// Has a client that resumes offer early data, where the ticket allows it: see [TlsEngine#sendEarly].
        public Builder offerEarlyData() {
            this.offerEarlyData = ClientFeatures13.EarlyData.OFFERED;
            return this;
        }

        /// Has a server take early data (RFC 9846 §2.3), up to `limit` octets for each ticket; by default it
        /// takes none. Such data may be a replay in spite of the [#replayGuard], and is no more secret than
        /// the ticket key: see [TlsEngine#earlyData].
        public Builder acceptEarlyData(int limit) {
            if (limit <= 0) {
                throw refusal("acceptEarlyData", limit + " octets", "give a positive number, or leave it off");
            }
            this.earlyDataLimit = limit;
            return this;
        }

        /// What keeps a server from taking early data twice. Configurations with the same ticket keys have to
        /// share one; by default each has its own.
        public Builder replayGuard(ReplayGuard replayGuard) {
            this.replayGuard = replayGuard;
            return this;
        }

        /// The longest record that this end wants to take (RFC 8449), in octets of plaintext: at least 64. By
        /// default it takes all that the protocol allows; what the peer wants is minded in any case.
        public Builder recordSizeLimit(int octets) {
            if (octets < RecordSizeLimit.LEAST || octets > LONGEST_RECORD) {
                throw refusal(
                        "recordSizeLimit",
                        octets + " octets",
                        "give " + RecordSizeLimit.LEAST + " to " + LONGEST_RECORD);
            }
            this.recordSizeLimit = octets;
            return this;
        }

        /// Has a server refuse clients that ask for a host that none of its certificates is for; by default it
        /// shows them another one.
        public Builder refuseUnknownNames() {
            this.unknownName = ServerFeatures.UnknownName.REFUSED;
            return this;
        }

        /// Where a server remembers sessions up to TLS 1.2, for clients that know no tickets; by default
        /// nowhere.
        public Builder sessionCache(SessionCache sessionCache) {
            this.sessionCache = sessionCache;
            return this;
        }

        /// Keys that both ends have from elsewhere, for suites up to TLS 1.2 that use them; by default there is
        /// none, and no such suite is offered or chosen.
        public Builder sharedKeys(SharedKeys sharedKeys) {
            this.sharedKeys = sharedKeys;
            return this;
        }

        /// Lets either end begin another handshake inside a connection up to TLS 1.2, with a peer that knows
        /// RFC 5746; by default who asks is told no. For teaching, and for peers that ask for certificates
        /// late.
        public Builder allowRenegotiation() {
            this.renegotiation = Renegotiating.ALLOWED;
            return this;
        }

        /// Has Certificate messages compressed for peers that know one of these ways, the dearest first, and
        /// lets peers compress theirs (RFC 8879, TLS 1.3 alone); by default there is none.
        public Builder certificateCompression(CertificateCompressor... compressors) {
            this.compressors = List.of(compressors);
            return this;
        }

        /// Lets a TLS 1.3 server ask a client for its certificate also behind the handshake (RFC 9846
        /// §4.7.2); by default it may not.
        public Builder answerLaterRequests() {
            this.later = ClientFeatures13.LaterRequests.ANSWERED;
            return this;
        }

        /// Has a TLS 1.3 server send its clients away once, with a cookie to bring back (RFC 9846 §4.3.2).
        public Builder demandCookies() {
            this.cookies = ServerFeatures13.Cookies.DEMANDED;
            return this;
        }

        /// Where a server gets the OCSP responses for its certificates; by default it has none.
        public Builder stapler(Stapler stapler) {
            this.stapler = stapler;
            return this;
        }

        /// Has a client ask the server for OCSP responses; by default it does not. They are in
        /// [TlsSession#stapledResponses], for the application or its [#verifier] to judge.
        public Builder requestStapling() {
            this.stapling = ClientFeatures.Stapling.WANTED;
            return this;
        }

        /// Where keys and nonces come from; by default the system's generator.
        public Builder random(RandomSource random) {
            this.random = random;
            return this;
        }

        /// The time at which certificates have to be valid; by default now.
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /// Pads each record of TLS 1.3 to a multiple of so many octets, 1 to 16384 (RFC 9846 §5.4): who
        /// watches the network learns less from its length. By default there is no padding.
        public Builder padding(int multiple) {
            this.padding = new RecordPadding(multiple);
            return this;
        }

        /// Who watches; by default nobody.
        public Builder observer(TlsObserver observer) {
            this.observer = observer;
            return this;
        }

        /// The configuration.
        ///
        /// @throws IllegalArgumentException naming the option that is wrong and the remedy
        public TlsConfig build() {
            return new TlsConfig(this);
        }
    }
}
