package postern.smtp.transport;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import postern.smtp.route.MailHost;
import postern.smtp.transport.ClientRules.AfterTempfail;
import postern.tls.policy.SecurityPolicy;

/// The TLS options of an smtp transport (requirements 66 to 76). Host lists are tests of a host; strings are
/// functions of it, since they are expanded for each; one that is not set, or whose expansion is forced to
/// fail, gives nothing.
///
/// @param use whether there must be TLS
/// @param trust whom to believe
/// @param identity who we are
/// @param ocsp whether the server has to prove that its certificate is not revoked
public record TlsOptions(Use use, Trust trust, Identity identity, Ocsp ocsp) {
    /// TLS where it is offered, with anybody.
    public static final TlsOptions OPPORTUNISTIC = new TlsOptions(
            new Use(nobody(), nobody(), AfterTempfail.CLEAR, Begin.STARTTLS, Continuation.STANDARD),
            new Trust(unset(), unset(), Optional.empty(), Optional.empty(), everybody()),
            new Identity(unset(), unset(), unset(), List.of(), _ -> Optional.empty()),
            new Ocsp(nobody(), nobody()));

    /// The host list without hosts.
    public static Predicate<MailHost> nobody() {
        return _ -> false;
    }

    /// The host list `*`.
    public static Predicate<MailHost> everybody() {
        return _ -> true;
    }

    /// A string that is not set.
    public static Function<MailHost, Optional<String>> unset() {
        return _ -> Optional.empty();
    }

    /// A string that is the same for all hosts.
    public static Function<MailHost, Optional<String>> always(String value) {
        return _ -> Optional.of(value);
    }

    /// These with another use.
    public TlsOptions with(Use other) {
        return new TlsOptions(other, trust, identity, ocsp);
    }

    /// These with other trust.
    public TlsOptions with(Trust other) {
        return new TlsOptions(use, other, identity, ocsp);
    }

    /// These with another identity.
    public TlsOptions with(Identity other) {
        return new TlsOptions(use, trust, other, ocsp);
    }

    /// These with other demands for OCSP.
    public TlsOptions with(Ocsp other) {
        return new TlsOptions(use, trust, identity, other);
    }

    /// How much TLS a host must have.
    TlsUse useFor(MailHost host) {
        if (use.begin() == Begin.ON_CONNECT) {
            return TlsUse.ON_CONNECT;
        }
        if (use.require().test(host)) {
            return TlsUse.STARTTLS;
        }
        return use.avoid().test(host) ? TlsUse.NONE : TlsUse.OPPORTUNISTIC;
    }

    /// How TLS begins.
    public enum Begin {
        /// `protocol = smtp`.
        STARTTLS,
        /// `protocol = smtps`.
        ON_CONNECT
    }

    /// Whether there must be TLS.
    ///
    /// @param require `hosts_require_tls`
    /// @param avoid `hosts_avoid_tls`
    /// @param afterTempfail `tls_tempfail_tryclear`
    /// @param begin `protocol`
    /// @param continuation what becomes of TLS between two messages
    public record Use(
            Predicate<MailHost> require,
            Predicate<MailHost> avoid,
            AfterTempfail afterTempfail,
            Begin begin,
            Continuation continuation) {
        /// This, with TLS required of these hosts.
        public Use requiredOf(Predicate<MailHost> hosts) {
            return new Use(hosts, avoid, afterTempfail, begin, continuation);
        }

        /// This, with TLS avoided with these hosts.
        public Use avoidedWith(Predicate<MailHost> hosts) {
            return new Use(require, hosts, afterTempfail, begin, continuation);
        }

        /// This with another way to take a refusal.
        public Use with(AfterTempfail other) {
            return new Use(require, avoid, other, begin, continuation);
        }

        /// This with another beginning.
        public Use with(Begin other) {
            return new Use(require, avoid, afterTempfail, other, continuation);
        }

        /// This with another continuation.
        public Use with(Continuation other) {
            return new Use(require, avoid, afterTempfail, begin, other);
        }
    }

    /// Several messages over one connection (requirements 81 and 82): as a rule within the same TLS session.
    ///
    /// @param nopass `hosts_nopass_tls`: with these a connection with TLS serves one message only
    /// @param noproxy `hosts_noproxy_tls`: with these TLS is ended after a message, and begun again for the next
    public record Continuation(Predicate<MailHost> nopass, Predicate<MailHost> noproxy) {
        /// The same session for all.
        public static final Continuation STANDARD = new Continuation(nobody(), nobody());
    }

    /// Whom to believe.
    ///
    /// @param certificates `tls_verify_certificates`: `system`, a file, or a directory; unset: nobody is verified
    /// @param crl `tls_crl`: a file of revocation lists
    /// @param verify `tls_verify_hosts`, if set: a host that does not pass gets nothing over TLS
    /// @param tryVerify `tls_try_verify_hosts`, if set: a host that does not pass is merely told from others in
    ///     the log
    /// @param names `tls_verify_cert_hostnames`: whose certificates have to be for their names
    public record Trust(
            Function<MailHost, Optional<String>> certificates,
            Function<MailHost, Optional<String>> crl,
            Optional<Predicate<MailHost>> verify,
            Optional<Predicate<MailHost>> tryVerify,
            Predicate<MailHost> names) {
        /// This, verifying these hosts or nothing.
        public Trust verifying(Predicate<MailHost> hosts) {
            return new Trust(certificates, crl, Optional.of(hosts), tryVerify, names);
        }

        /// This, trying to verify these hosts.
        public Trust trying(Predicate<MailHost> hosts) {
            return new Trust(certificates, crl, verify, Optional.of(hosts), names);
        }

        /// This with other authorities.
        public Trust in(String authorities) {
            return new Trust(always(authorities), crl, verify, tryVerify, names);
        }

        /// This with revocation lists.
        public Trust withCrl(String file) {
            return new Trust(certificates, always(file), verify, tryVerify, names);
        }

        /// This with names checked for these hosts only.
        public Trust withNames(Predicate<MailHost> hosts) {
            return new Trust(certificates, crl, verify, tryVerify, hosts);
        }

        /// What a certificate that does not pass means (requirement 70).
        Verification verification(MailHost host) {
            if (verify.isPresent() && verify.get().test(host)) {
                return Verification.REQUIRED;
            }
            if (tryVerify.isPresent() && tryVerify.get().test(host)) {
                return Verification.TRIED;
            }
            boolean unset = verify.isEmpty() && tryVerify.isEmpty();
            return unset && certificates.apply(host).isPresent() ? Verification.REQUIRED : Verification.NONE;
        }
    }

    /// What a certificate that does not pass means.
    enum Verification {
        /// No TLS with it.
        REQUIRED,
        /// `CV=no`.
        TRIED,
        /// Nothing: it was not looked at.
        NONE
    }

    /// Who we are, and what we would agree on.
    ///
    /// @param certificate `tls_certificate`
    /// @param privateKey `tls_privatekey`; unset: it is in the certificate's file
    /// @param serverName `tls_sni`
    /// @param protocols `tls_alpn`
    /// @param policy `tls_require_ciphers`, in whatever language; refuses a string by an IllegalArgumentException
    public record Identity(
            Function<MailHost, Optional<String>> certificate,
            Function<MailHost, Optional<String>> privateKey,
            Function<MailHost, Optional<String>> serverName,
            List<String> protocols,
            Function<MailHost, Optional<SecurityPolicy>> policy) {
        /// Copies the list.
        public Identity {
            protocols = List.copyOf(protocols);
        }

        /// This with a certificate and its key.
        public Identity with(String certificateFile, String keyFile) {
            return new Identity(always(certificateFile), always(keyFile), serverName, protocols, policy);
        }

        /// This, asking for a name.
        public Identity asking(String name) {
            return new Identity(certificate, privateKey, always(name), protocols, policy);
        }

        /// This with another policy.
        public Identity with(Function<MailHost, Optional<SecurityPolicy>> other) {
            return new Identity(certificate, privateKey, serverName, protocols, other);
        }
    }

    /// Whether the server has to prove that its certificate is not revoked.
    ///
    /// @param request `hosts_request_ocsp`
    /// @param require `hosts_require_ocsp`
    public record Ocsp(Predicate<MailHost> request, Predicate<MailHost> require) {}
}
