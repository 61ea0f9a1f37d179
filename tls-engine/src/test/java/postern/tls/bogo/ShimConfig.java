package postern.tls.bogo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.tls.TlsConfig;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Credential;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientSessions;
import postern.tls.session.TicketKeys;
import postern.tls.trace.TlsObserver;

/// What the runner's flags say about our configuration.
final class ShimConfig {
    private static final List<ProtocolVersion> IMPLEMENTED = List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13);
    private static final Map<ProtocolVersion, String> SWITCHED_OFF = Map.of(
            ProtocolVersion.TLS13, "-no-tls13",
            ProtocolVersion.TLS12, "-no-tls12");

    /// What is implemented stands in the defaults; the registries name more.
    private static final TlsConfig USUAL = TlsConfig.builder().build();

    private final ShimFlags flags;
    private final Memory memory;

    /// What one test keeps from one connection to the next.
    ///
    /// @param isResuming whether the connection is not the first
    record Memory(TicketKeys keys, ClientSessions sessions, boolean isResuming) {
        Memory() {
            this(TicketKeys.fresh(HmacDrbg.system()), new ClientSessions(), false);
        }

        Memory resuming() {
            return new Memory(keys, sessions, true);
        }
    }

    ShimConfig(ShimFlags flags, Memory memory) {
        this.flags = flags;
        this.memory = memory;
    }

    TlsConfig build(TlsObserver observer) throws ShimExit {
        var builder = TlsConfig.builder().observer(observer).verifier(verifier());
        builder.versions(versions().toArray(ProtocolVersion[]::new));
        if (flags.has("-curves")) {
            builder.groups(groups().toArray(NamedGroup[]::new));
        }
        if (flags.has("-verify-prefs")) {
            builder.signatureSchemes(schemes("-verify-prefs"))
                    .signingSchemes(USUAL.signatureSchemes().toArray(SignatureScheme[]::new));
        }
        if (flags.has("-signing-prefs")) {
            builder.signingSchemes(schemes("-signing-prefs"));
        }
        if (flags.has("-cert-file") || flags.has("-key-file")) {
            builder.credential(credential());
        }
        return flags.has("-server") ? server(builder) : client(builder);
    }

    private TlsConfig server(TlsConfig.Builder builder) throws ShimExit {
        if (flags.has("-require-any-client-certificate")) {
            builder.clientAuthentication(ClientAuthentication.REQUIRE);
        } else if (flags.has("-verify-peer")) {
            builder.clientAuthentication(ClientAuthentication.REQUEST);
        }
        if (!flags.has("-no-ticket")) {
            builder.ticketKeys(memory.keys());
        }
        if (flags.has("-ocsp-response") && !flags.has("-decline-ocsp-callback")) {
            var response = octets(flags.text("-ocsp-response").orElseThrow());
            builder.stapler(_ -> List.of(response));
        }
        flags.text("-select-alpn").ifPresent(builder::applicationProtocols);
        return built(builder);
    }

    private TlsConfig client(TlsConfig.Builder builder) throws ShimExit {
        builder.sessions(memory.sessions());
        if (flags.has("-enable-ocsp-stapling")) {
            builder.requestStapling();
        }
        flags.text("-host-name").ifPresent(builder::serverName);
        if (flags.has("-advertise-alpn")) {
            builder.applicationProtocols(protocols(flags.text("-advertise-alpn").orElseThrow()));
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

    /// The runner's certificates name nobody; whether the flags want them taken is all that counts. Without
    /// `-verify-peer` a failed verification is only noted.
    private PeerVerifier verifier() {
        // A resumption is judged anew by our engine; the runner asks for that by a flag of its own.
        boolean spared = memory.isResuming() && !flags.has("-reverify-on-resume");
        boolean mustVerify = flags.has("-verify-peer") || flags.has("-require-any-client-certificate");
        if (!flags.has("-verify-fail") || !mustVerify || spared) {
            return PeerVerifier.none();
        }
        return (_, _, _) -> {
            throw new CertificateException(CertificateProblem.UNKNOWN_ISSUER, "the runner wants it refused");
        };
    }

    private List<ProtocolVersion> versions() throws ShimExit {
        int oldest = flags.number("-min-version").orElse(ProtocolVersion.TLS12.code());
        int newest = flags.number("-max-version").orElse(ProtocolVersion.TLS13.code());
        var versions = IMPLEMENTED.stream()
                .filter(version -> version.code() >= oldest && version.code() <= newest)
                .filter(version -> !flags.has(SWITCHED_OFF.getOrDefault(version, "")))
                .toList();
        if (versions.isEmpty()) {
            throw ShimExit.unimplemented("versions before TLS 1.2");
        }
        return versions;
    }

    private List<NamedGroup> groups() throws ShimExit {
        var groups = new ArrayList<NamedGroup>();
        for (int code : flags.numbers("-curves")) {
            groups.add(NamedGroup.ofCode(code)
                    .filter(USUAL.groups()::contains)
                    .orElseThrow(() -> ShimExit.unimplemented("group " + code)));
        }
        return groups;
    }

    private SignatureScheme[] schemes(String flag) throws ShimExit {
        var schemes = new ArrayList<SignatureScheme>();
        for (int code : flags.numbers(flag)) {
            schemes.add(SignatureScheme.ofCode(code)
                    .filter(USUAL.signatureSchemes()::contains)
                    .orElseThrow(() -> ShimExit.unimplemented("signature scheme %04x".formatted(code))));
        }
        return schemes.toArray(SignatureScheme[]::new);
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

    /// Names as they stand in the extension, each with its length before it.
    private static String[] protocols(String list) {
        var names = new ArrayList<String>();
        for (int at = 0; at < list.length(); at += 1 + list.charAt(at)) {
            names.add(list.substring(at + 1, at + 1 + list.charAt(at)));
        }
        return names.toArray(String[]::new);
    }
}
