package postern.smtp.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postern.crypto.dh.DhGroup;
import postern.crypto.dh.StandardGroups;
import postern.smtp.config.Dialect;
import postern.tls.TlsConfig;
import postern.tls.cli.Names;
import postern.tls.param.CipherSuite;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.policy.OpenSslCipherString;
import postern.tls.policy.PolicyException;
import postern.tls.policy.SecurityPolicy;

/// What may be agreed on: `tls_require_ciphers`, `tls_dhparam`, `tls_eccurve`, `openssl_options`, `tls_alpn`.
final class ServerAgreement {
    /// The words of `openssl_options` that forbid versions.
    private static final java.util.Map<String, ProtocolVersion> VERSIONS = java.util.Map.of(
            "no_tlsv1", ProtocolVersion.TLS10,
            "no_tlsv1_1", ProtocolVersion.TLS11,
            "no_tlsv1_2", ProtocolVersion.TLS12,
            "no_tlsv1_3", ProtocolVersion.TLS13);

    /// The other words, which name what is never done here, or always.
    private static final Set<String> OTHER_WORDS = Set.of(
            "all",
            "allow_no_dhe_kex",
            "allow_unsafe_legacy_renegotiation",
            "cipher_server_preference",
            "cookie_exchange",
            "cryptopro_tlsext_bug",
            "dont_insert_empty_fragments",
            "ephemeral_rsa",
            "legacy_server_connect",
            "microsoft_big_sslv3_buffer",
            "microsoft_sess_id_bug",
            "msie_sslv2_rsa_padding",
            "netscape_challenge_bug",
            "netscape_reuse_cipher_change_bug",
            "no_anti_replay",
            "no_compression",
            "no_encrypt_then_mac",
            "no_renegotiation",
            "no_session_resumption_on_renegotiation",
            "no_sslv2",
            "no_sslv3",
            "no_ticket",
            "prioritize_chacha",
            "safari_ecdhe_ecdsa_bug",
            "single_dh_use",
            "single_ecdh_use",
            "ssleay_080_client_dh_bug",
            "sslref2_reuse_cert_type_bug",
            "tls_block_padding_bug",
            "tls_d5_bug",
            "tls_rollback_bug");

    private static final String OPENSSL_DEFAULT = "DEFAULT";
    private static final String GNUTLS_DEFAULT = "NORMAL";

    private final Options options;
    private final Dialect dialect;

    ServerAgreement(Options options, Dialect dialect) {
        this.options = options;
        this.dialect = dialect;
    }

    /// Sets it.
    ///
    /// @throws IOException if an option cannot be used, in words for the log
    void applyTo(TlsConfig.Builder builder) throws IOException {
        var policy = policy();
        var dh = dhGroup();
        var certified = policy.suites().stream()
                .filter(suite -> !suite.kx().isPreShared()) // there are no such keys here
                .toList();
        var suites = dh.isPresent() ? certified : withoutDh(certified);
        var groups = groups(policy, dh);
        var forbidden = forbidden();
        var versions = policy.versions().stream()
                .filter(version -> !forbidden.contains(version))
                .filter(version -> suites.stream().anyMatch(suite -> suite.usableIn(version)))
                .toList();
        if (versions.isEmpty()) {
            throw new IOException("tls_require_ciphers leaves nothing that could be agreed on");
        }
        builder.policy(policy)
                .versions(versions.toArray(ProtocolVersion[]::new))
                .suites(suites.toArray(CipherSuite[]::new))
                .groups(groups.toArray(NamedGroup[]::new));
        dh.ifPresent(builder::dhGroup);
        var protocols = Arrays.stream(options.main().get("tls_alpn").text().split(":"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new);
        if (protocols.length > 0) {
            builder.applicationProtocols(protocols);
        }
    }

    /// The policy that `tls_require_ciphers` asks for, in the language of the dialect.
    SecurityPolicy policy() throws IOException {
        var text = options.text("tls_require_ciphers");
        try {
            return dialect == Dialect.OPENSSL
                    ? SecurityPolicy.ofOpenSsl(
                            OpenSslCipherString.fromExim(text.orElse(OPENSSL_DEFAULT)), Optional.empty())
                    : SecurityPolicy.ofGnuTls(text.orElse(GNUTLS_DEFAULT), Optional.empty());
        } catch (PolicyException e) {
            throw new IOException(refusal(text.orElse(""), e), e);
        }
    }

    private String refusal(String text, PolicyException e) {
        return dialect == Dialect.OPENSSL
                ? "SSL_CTX_set_cipher_list(" + text + ") failed: error:0A0000B9:SSL routines::no cipher match"
                : "gnutls_priority_init(" + text + ") failed at offset " + e.position() + ": " + e.getMessage();
    }

    private static List<CipherSuite> withoutDh(List<CipherSuite> suites) {
        return suites.stream().filter(suite -> suite.kx() != Kx.DHE).toList();
    }

    private List<NamedGroup> groups(SecurityPolicy policy, Optional<DhGroup> dh) throws IOException {
        var groups = new ArrayList<>(policy.groups());
        if (dh.isEmpty()) {
            groups.removeIf(group -> group.kind() == NamedGroup.Kind.FINITE_FIELD);
        }
        var curves = options.text("tls_eccurve").orElse("auto").strip();
        if (dialect == Dialect.GNUTLS || curves.equals("auto")) {
            return groups; // GnuTLS knows curves by its priority string alone
        }
        try {
            var named = Names.groups(curves.replaceAll("\\s+", ""));
            var chosen = new ArrayList<>(named);
            groups.stream()
                    .filter(group -> group.kind() == NamedGroup.Kind.FINITE_FIELD && !named.contains(group))
                    .forEach(chosen::add);
            return chosen;
        } catch (IllegalArgumentException e) {
            throw new IOException("Unknown curve name in tls_eccurve '" + curves + "'", e);
        }
    }

    /// The group for DHE; empty if there is to be none.
    ///
    /// @throws IOException if the option names none that can be used
    Optional<DhGroup> dhGroup() throws IOException {
        var text = options.file("tls_dhparam").orElse(dialect == Dialect.OPENSSL ? "default" : "ffdhe2048");
        int most = Math.max(1024, options.main().number("tls_dh_max_bits"));
        if (text.equals("none")) {
            return Optional.empty();
        }
        var group = text.startsWith("/") ? fromFile(text) : named(text);
        // OpenSSL's Exim takes a prime that is too long for none at all, and says nothing.
        return Optional.of(group).filter(each -> dialect == Dialect.GNUTLS || each.bits() <= most);
    }

    /// The manual's default is ike23.
    private DhGroup named(String name) throws IOException {
        if (name.equals("historic") && dialect == Dialect.GNUTLS) {
            var cached = Path.of(options.main().get("spool_directory").text(), "gnutls-params-2048");
            return Files.exists(cached) ? fromFile(cached.toString()) : named("ffdhe2048");
        }
        return StandardGroups.named(name.equals("default") ? "ike23" : name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IOException(
                        dialect == Dialect.OPENSSL
                                ? "(Unknown standard DH prime \"" + name + "\"): Success"
                                : "(No standard prime named): " + name));
    }

    private DhGroup fromFile(String name) throws IOException {
        try {
            return DhGroup.fromPem(Files.readString(Path.of(name), StandardCharsets.ISO_8859_1), name);
        } catch (IOException e) {
            throw new IOException("(could not read dhparams file " + name + "): " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("(Could not read tls_dhparams \"" + name + "\"): " + e.getMessage(), e);
        }
    }

    /// The versions that `openssl_options` forbids.
    ///
    /// @throws IOException for a word that is not known
    Set<ProtocolVersion> forbidden() throws IOException {
        var forbidden = new HashSet<ProtocolVersion>();
        if (dialect == Dialect.GNUTLS) {
            return forbidden;
        }
        for (var word : options.main().get("openssl_options").text().strip().split("\\s+")) {
            if (word.isEmpty()) {
                continue;
            }
            var name = word.substring(1).toLowerCase(Locale.ROOT);
            var version = Optional.ofNullable(VERSIONS.get(name));
            if ("+-".indexOf(word.charAt(0)) < 0 || (version.isEmpty() && !OTHER_WORDS.contains(name))) {
                throw new IOException("openssl_option setting unrecognised: \"" + word + "\"");
            }
            if (word.startsWith("+")) {
                version.ifPresent(forbidden::add);
            } else {
                version.ifPresent(forbidden::remove);
            }
        }
        return forbidden;
    }
}
