package postern.tls.bogo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.tls.TlsConfig;
import postern.tls.param.Auth;
import postern.tls.param.Bulk;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.Implemented;
import postern.tls.param.Kx;
import postern.tls.param.Mac;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Credential;
import postern.tls.pki.Name;
import postern.tls.pki.PeerIdentity;
import postern.tls.pki.PeerVerifier;
import postern.tls.policy.OpenSslCipherString;
import postern.tls.policy.PolicyException;
import postern.tls.policy.SuiteWorld;
import postern.tls.session.ClientSessions;
import postern.tls.session.ReplayGuard;
import postern.tls.session.SessionCache;
import postern.tls.session.SharedKeys;
import postern.tls.session.TicketKeys;
import postern.tls.trace.TlsObserver;

/// What the runner's flags say about our configuration.
final class ShimConfig {
    private static final List<ProtocolVersion> VERSIONS =
            List.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12, ProtocolVersion.TLS13);

    /// What the runner expects a client to verify unless it says otherwise, as far as we can.
    private static final List<SignatureScheme> VERIFIED = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PKCS1_SHA512);

    /// What the runner counts on.
    private static final int EARLY_DATA_LIMIT = 14336;

    private static final Set<Bulk> BULKS =
            Set.of(Bulk.AES_128_GCM, Bulk.AES_256_GCM, Bulk.CHACHA20_POLY1305, Bulk.AES_128_CBC, Bulk.AES_256_CBC);

    private final ShimFlags flags;
    private final Memory memory;

    /// What one test keeps from one connection to the next.
    ///
    /// @param isResuming whether the connection is not the first
    /// @param start the time, which stands still
    record Memory(
            TicketKeys keys,
            SessionCache cache,
            ClientSessions sessions,
            ReplayGuard guard,
            Instant start,
            boolean isResuming) {
        Memory(Instant now) {
            this(
                    TicketKeys.fresh(HmacDrbg.system()),
                    new SessionCache(),
                    new ClientSessions(),
                    new ReplayGuard(InstantSource.fixed(now)),
                    now,
                    false);
        }

        Memory resuming() {
            return new Memory(keys, cache, sessions, guard, start, true);
        }
    }

    ShimConfig(ShimFlags flags, Memory memory) {
        this.flags = flags;
        this.memory = memory;
    }

    TlsConfig build(TlsObserver observer) throws ShimExit {
        var builder =
                TlsConfig.builder().observer(observer).verifier(verifier()).clock(clock());
        var versions = versions();
        builder.versions(versions.toArray(ProtocolVersion[]::new));
        builder.suites(suites().stream()
                .filter(suite -> versions.stream().anyMatch(suite::usableIn))
                .toArray(CipherSuite[]::new));
        builder.groups(groups().toArray(NamedGroup[]::new));
        builder.signatureSchemes(schemes("-verify-prefs", VERIFIED))
                .signingSchemes(schemes("-signing-prefs", Implemented.ALL_SCHEMES));
        builder.certificateCompression(ShimCompressors.of(flags));
        if (flags.has("-psk")) {
            builder.sharedKeys(sharedKeys());
        }
        if (flags.has("-cert-file") || flags.has("-key-file")) {
            builder.credential(credential());
        }
        return flags.has("-server") ? server(builder) : client(builder);
    }

    private TlsConfig server(TlsConfig.Builder builder) throws ShimExit {
        if (flags.has("-require-any-client-certificate")) {
            builder.clientAuthentication(ClientAuthentication.REQUIRE);
        } else if (flags.has("-verify-peer") || flags.has("-verify-peer-if-no-obc")) {
            builder.clientAuthentication(ClientAuthentication.REQUEST);
        }
        flags.text("-use-client-ca-list").ifPresent(list -> builder.clientAuthorities(names(list)));
        boolean skips = flags.has("-skip-ticket") && memory.isResuming();
        if (!flags.has("-no-ticket")) {
            builder.grease();
            builder.ticketKeys(skips ? TicketKeys.fresh(HmacDrbg.system()) : memory.keys());
            if (flags.has("-enable-early-data")) {
                builder.acceptEarlyData(EARLY_DATA_LIMIT).replayGuard(memory.guard());
            }
        }
        if (flags.has("-ocsp-response") && !flags.has("-decline-ocsp-callback")) {
            var response = octets(flags.text("-ocsp-response").orElseThrow());
            builder.stapler(_ -> flags.has("-fail-ocsp-callback") ? failing() : List.of(response));
        }
        if (!flags.has("-decline-alpn")) {
            flags.text("-select-alpn").ifPresent(builder::applicationProtocols);
        }
        builder.sessionCache(memory.cache());
        if (flags.has("-reject-alpn")) {
            builder.applicationProtocols("a-protocol-that-nobody-speaks");
        }
        return built(builder);
    }

    private TlsConfig client(TlsConfig.Builder builder) throws ShimExit {
        builder.sessions(memory.sessions());
        if (flags.has("-enable-early-data")) {
            builder.offerEarlyData();
        }
        if (flags.has("-renegotiate-freely") || flags.has("-renegotiate-explicit") || flags.has("-renegotiate-once")) {
            builder.allowRenegotiation();
        }
        if (flags.has("-enable-grease")) {
            builder.grease();
        }
        if (flags.has("-enable-ocsp-stapling")) {
            builder.requestStapling();
        }
        flags.text("-host-name").ifPresent(builder::serverName);
        if (flags.has("-advertise-alpn")) {
            builder.applicationProtocols(protocols(flags.text("-advertise-alpn").orElseThrow()));
        }
        if (flags.has("-key-shares")) {
            builder.keyShares(known("-key-shares").toArray(NamedGroup[]::new));
        }
        return built(builder);
    }

    /// A combination that we cannot have is not implemented, rather than a failure.
    private static TlsConfig built(TlsConfig.Builder builder) throws ShimExit {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw ShimExit.unimplemented(String.valueOf(e.getMessage()));
        }
    }

    private InstantSource clock() throws ShimExit {
        long delay = flags.number("-resumption-delay").orElse(0);
        return InstantSource.fixed(memory.start().plusSeconds(memory.isResuming() ? delay : 0));
    }

    /// The runner's certificates name nobody; whether the flags want them taken is all that counts. Without
    /// `-verify-peer` a failed verification is only noted.
    private PeerVerifier verifier() {
        // A resumption is judged anew by our engine; the runner asks for that by a flag of its own.
        boolean spared = memory.isResuming() && !flags.has("-reverify-on-resume");
        boolean mustVerify = flags.has("-verify-peer") || flags.has("-require-any-client-certificate");
        if (flags.has("-fail-ocsp-callback") && !flags.has("-server")) {
            return new StapleHater();
        }
        if (!flags.has("-verify-fail") || !mustVerify && !flags.has("-use-custom-verify-callback") || spared) {
            return PeerVerifier.none();
        }
        // The alert depends on by which of its interfaces the application refuses.
        var problem =
                flags.has("-use-custom-verify-callback") ? CertificateProblem.REFUSED : CertificateProblem.UNWANTED;
        return (_, _, _) -> {
            throw new CertificateException(problem, "the runner wants it refused");
        };
    }

    private static List<Bytes> failing() {
        throw new IllegalStateException("the runner wants the application to fail here");
    }

    /// Lets everybody in, and refuses whatever is stapled.
    private static final class StapleHater implements PeerVerifier {
        @Override
        public PeerIdentity verify(List<Certificate> chain, String hostName, Instant at) {
            return PeerVerifier.none().verify(chain, hostName, at);
        }

        @Override
        public PeerIdentity judgeStapled(PeerIdentity peer, List<Bytes> responses, Instant at) {
            throw new CertificateException(CertificateProblem.OCSP_UNUSABLE, "the runner wants it refused");
        }
    }

    private List<ProtocolVersion> versions() throws ShimExit {
        int oldest = flags.number("-min-version").orElse(ProtocolVersion.TLS10.code());
        int newest = flags.number("-max-version").orElse(ProtocolVersion.TLS13.code());
        var off = Set.of("-no-tls1", "-no-tls11", "-no-tls12", "-no-tls13");
        var versions = VERSIONS.stream()
                .filter(version -> version.code() >= oldest && version.code() <= newest)
                .filter(version -> off.stream().noneMatch(flag -> flags.has(flag) && switchesOff(flag, version)))
                .toList();
        if (versions.isEmpty()) {
            throw ShimExit.unimplemented("no version is left");
        }
        return versions;
    }

    private static boolean switchesOff(String flag, ProtocolVersion version) {
        var number = flag.equals("-no-tls1") ? "1.0" : flag.replace("-no-tls1", "1.");
        return version.displayName().endsWith(number);
    }

    private List<CipherSuite> suites() throws ShimExit {
        var newest = Implemented.SUITES.stream().filter(suite -> suite.kx() == Kx.ANY);
        var string = flags.text("-cipher").orElse("DEFAULT");
        var older = string.equals("DEFAULT")
                ? Implemented.ALL_SUITES.stream().filter(this::isUsual).toList()
                : evaluated(string);
        return Stream.concat(newest, older.stream()).distinct().toList();
    }

    /// The runner's groups of suites that are worth the same, `[A|B]`, become an order.
    private List<CipherSuite> evaluated(String string) throws ShimExit {
        try {
            var plain = string.replaceAll("[\\[\\]|]", ":");
            return OpenSslCipherString.of(plain, SuiteWorld.POSTERN).evaluate().suites().stream()
                    .filter(Implemented.ALL_SUITES::contains)
                    .filter(suite -> isUsual(suite) || suite.bulk() == Bulk.TRIPLE_DES_CBC)
                    .toList();
        } catch (PolicyException e) {
            throw ShimExit.unimplemented("cipher string " + string + ": " + e.getMessage());
        }
    }

    private boolean isUsual(CipherSuite suite) {
        boolean authenticated = suite.auth() == Auth.RSA || suite.auth() == Auth.ECDSA || suite.auth() == Auth.PSK;
        boolean agreed = suite.kx() == Kx.ECDHE
                || suite.kx() == Kx.RSA
                || suite.kx() == Kx.ECDHE_PSK
                || suite.kx() == Kx.PSK && suite.mac() == Mac.SHA1;
        boolean keyed = !suite.kx().isPreShared() || flags.has("-psk");
        return keyed && authenticated && agreed && BULKS.contains(suite.bulk());
    }

    private List<NamedGroup> groups() throws ShimExit {
        return flags.has("-curves") ? known("-curves") : Implemented.GROUPS;
    }

    /// A list may name what we do not have beside what we have, as where the runner switches everything on.
    private List<NamedGroup> known(String flag) throws ShimExit {
        var groups = flags.numbers(flag).stream()
                .flatMap(code -> NamedGroup.ofCode(code).stream())
                .filter(Implemented.ALL_GROUPS::contains)
                .toList();
        if (groups.isEmpty()) {
            throw ShimExit.unimplemented("groups " + flags.numbers(flag));
        }
        return groups;
    }

    private SignatureScheme[] schemes(String flag, List<SignatureScheme> otherwise) throws ShimExit {
        if (!flags.has(flag)) {
            return otherwise.toArray(SignatureScheme[]::new);
        }
        var schemes = flags.numbers(flag).stream()
                .flatMap(code -> SignatureScheme.ofCode(code).stream())
                .filter(Implemented.ALL_SCHEMES::contains)
                .toArray(SignatureScheme[]::new);
        if (schemes.length == 0) {
            throw ShimExit.unimplemented("signature schemes " + flags.numbers(flag));
        }
        return schemes;
    }

    private Credential credential() throws ShimExit {
        var chain = text(flags.text("-cert-file").orElseThrow());
        var key = text(flags.text("-key-file").orElseThrow());
        try {
            return new Credential(Certificate.parsePem(chain), PrivateKey.fromPem(Pem.parseAll(key)));
        } catch (IllegalArgumentException e) {
            throw ShimExit.unimplemented(String.valueOf(e.getMessage()));
        }
    }

    /// The name of the runner's key is also its server's hint.
    private SharedKeys sharedKeys() throws ShimExit {
        var name = bytes(flags.text("-psk-identity").orElse(""));
        if (name.isEmpty()) {
            throw ShimExit.unimplemented("a shared key without a name");
        }
        var key = Secret.copyOf(bytes(flags.text("-psk").orElseThrow()).toArray());
        var keys = List.of(new SharedKeys.SharedKey(name, key));
        return new SharedKeys(keys, flags.has("-server") ? name : Bytes.EMPTY);
    }

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Octets as the runner passes them.
    static Bytes octets(String base64) {
        return Bytes.copyOf(Base64.getDecoder().decode(base64));
    }

    static String text(String path) throws ShimExit {
        try {
            return Files.readString(Path.of(path), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw ShimExit.failure("cannot read " + path + ": " + e);
        }
    }

    /// Names of authorities in DER, in hexadecimal, separated by commas; a word in angle brackets stands for
    /// none.
    static List<Name> names(String list) {
        return authorities(list).stream().map(Name::parse).toList();
    }

    /// The same, not read.
    static List<Bytes> authorities(String list) {
        return list.startsWith("<") || list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(",")).map(Bytes::fromHex).toList();
    }

    /// Names as they stand in the extension, each with its length before it.
    static String[] protocols(String list) {
        var names = new ArrayList<String>();
        for (int at = 0; at < list.length(); at += 1 + list.charAt(at)) {
            names.add(list.substring(at + 1, at + 1 + list.charAt(at)));
        }
        return names.toArray(String[]::new);
    }
}
