package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.PathException;
import postern.tls.pki.PathValidator;
import postern.tls.pki.RejectedPath;
import postern.tls.pki.RevocationCheck;
import postern.tls.pki.Rigour;
import postern.tls.pki.TrustStore;
import postern.tls.pki.VerifiedPeer;
import postern.tls.pki.revocation.OcspCheck;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.policy.PolicyException;
import postern.tls.policy.SecurityPolicy;

/// `postern verify`: would this chain be accepted, and if not, why not?
@Command(
        name = "verify",
        description = "Checks a certificate chain; exit status 0 if it is valid, 1 if not.",
        footer = {"", "Example: postern verify --ca roots.pem --hostname mx.example.org server-chain.pem"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--ca",
            required = true,
            paramLabel = "FILE|DIR",
            description = "the trusted certificates: PEM, a directory of hash links, or the word system")
    @SuppressWarnings("NullAway.Init") // required
    private String ca;

    @Option(names = "--untrusted", paramLabel = "FILE", description = "more certificates that a path may lead through")
    private @Nullable Path untrusted;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "revocation lists, PEM or DER, may be repeated; then each authority must have one")
    private List<Path> lists = List.of();

    @Option(
            names = "--ocsp",
            paramLabel = "FILE",
            description = "an OCSP response, DER, may be repeated; then there must be one about the certificate")
    private List<Path> responses = List.of();

    @Option(names = "--hostname", paramLabel = "NAME", description = "the name or address the certificate must be for")
    private @Nullable String hostName;

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            defaultValue = "server",
            description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // has a default
    private Role purpose;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "the time to check for, as 2026-11-23T12:00:00Z; now without this")
    private @Nullable String at;

    @Option(
            names = "--auth-level",
            paramLabel = "N",
            description = "how strong keys and signatures have to be: 0 to 5, as openssl verify -auth_level; at 0 even"
                    + " MD5, SHA-1 and RSA of 1024 bits pass. By default RSA of 2048 bits and no broken hash")
    private @Nullable Integer level;

    @Option(
            names = "--priority",
            paramLabel = "STRING",
            description = "the same in GnuTLS' words: 'NORMAL:%%PROFILE_MEDIUM:%%VERIFY_ALLOW_SIGN_WITH_SHA1'")
    private @Nullable String priority;

    @Option(names = "--json", description = "the answer as one JSON object on standard output")
    private boolean json;

    @Parameters(paramLabel = "CHAIN", description = "the certificate to check, with others that belong to it after it")
    @SuppressWarnings("NullAway.Init") // required
    private Path chain;

    private enum Role {
        SERVER,
        CLIENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        var files = new CertificateFiles(spec);
        var certificates = new ArrayList<>(files.read(chain));
        if (untrusted != null) {
            certificates.addAll(files.read(untrusted));
        }
        try {
            var peer = validator(files.trusted(ca)).verify(certificates, hostName == null ? "" : hostName, time());
            accept(peer);
            return 0;
        } catch (CertificateException e) {
            refuse(e);
            return 1;
        }
    }

    private PathValidator validator(TrustStore trusted) {
        var validator = purpose == Role.SERVER ? PathValidator.ofServers(trusted) : PathValidator.ofClients(trusted);
        validator = rigour().map(validator::under).orElse(validator).withRevocation(revocation());
        return hostName == null ? validator.withoutNameCheck() : validator;
    }

    private Optional<Rigour> rigour() {
        try {
            if (priority != null) {
                return Optional.of(SecurityPolicy.ofGnuTls(priority, PolicyOptions.SystemPriorityFile.read())
                        .rigour());
            }
            return Optional.ofNullable(level)
                    .map(number -> SecurityPolicy.ofOpenSsl("ALL:@SECLEVEL=" + number, Optional.empty())
                            .rigour());
        } catch (PolicyException | IOException e) {
            throw new ParameterException(spec.commandLine(), wrong() + ": " + e.getMessage(), e);
        }
    }

    private String wrong() {
        return priority == null ? "--auth-level " + level + " is none of 0 to 5" : "--priority '" + priority + "'";
    }

    /// "Must staple" binds a TLS server, not a file: without `--ocsp` it is not asked for.
    private RevocationCheck revocation() {
        var files = new CertificateFiles(spec);
        var check = files.revocation(lists);
        if (!responses.isEmpty()) {
            var parsed = responses.stream()
                    .map(file -> OcspResponse.parse(files.octets(file)))
                    .toList();
            check = check.and(new OcspCheck(parsed, OcspCheck.Demand.ALWAYS));
        }
        return check;
    }

    private Instant time() {
        try {
            return at == null ? InstantSource.system().instant() : Instant.parse(at);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "--at " + at + " is not a time in the form 2026-11-23T12:00:00Z", e);
        }
    }

    private void accept(VerifiedPeer peer) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(Map.of("valid", true, "path", subjects(peer.path()))));
        } else {
            out.println("valid");
            peer.path().forEach(certificate -> out.println("  " + certificate.subject()));
        }
        out.flush();
    }

    private void refuse(CertificateException e) {
        var tried = e instanceof PathException path ? path.tried() : List.<RejectedPath>of();
        if (json) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("valid", false);
            answer.put("problem", e.problem().name());
            answer.put("clause", e.problem().clause());
            answer.put("reason", e.getMessage());
            answer.put("tried", tried.stream().map(VerifyCommand::describe).toList());
            var out = spec.commandLine().getOut();
            out.println(Json.write(answer));
            out.flush();
        }
        var err = spec.commandLine().getErr();
        err.println("not valid: " + e.getMessage());
        for (var path : tried) {
            err.println("  tried " + String.join(" <- ", subjects(path.certificates())) + ": " + path.sentence() + " ("
                    + path.problem().clause() + ")");
        }
        err.flush();
    }

    private static Map<String, Object> describe(RejectedPath path) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("path", subjects(path.certificates()));
        answer.put("problem", path.problem().name());
        answer.put("reason", path.sentence());
        return answer;
    }

    private static List<String> subjects(List<Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.subject().toString())
                .toList();
    }
}
