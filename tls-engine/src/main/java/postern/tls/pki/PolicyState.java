package postern.tls.pki;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;

/// Certificate policies along a path (RFC 5280 §6.1), for a verifier to whom every policy is acceptable: it only
/// matters whether any is left where the path demands one.
///
/// Of the policy graph of RFC 9618 §5 nothing is kept but the last level, because whether that is empty is all that
/// is asked. Work and memory grow with the size of the certificates, not exponentially as with RFC 5280's tree.
final class PolicyState {
    /// The valid policies at this depth, each with the names by which the next certificate may call it.
    private Map<Oid, Set<Oid>> valid = new HashMap<>(Map.of(PolicyInformation.ANY, Set.of(PolicyInformation.ANY)));

    private int untilExplicit;
    private int untilNoMapping;
    private int untilNoAny;

    /// @param pathLength the number of certificates without the anchor's
    private PolicyState(int pathLength) {
        this.untilExplicit = pathLength + 1;
        this.untilNoMapping = pathLength + 1;
        this.untilNoAny = pathLength + 1;
    }

    /// Checks a path, the peer's certificate first, the anchor last.
    static void check(List<Certificate> path) {
        if (path.size() == 1) {
            return; // the peer itself is the anchor: nothing is left to be processed
        }
        var state = new PolicyState(path.size() - 1);
        for (int i = path.size() - 2; i > 0; i--) {
            state.enter(path.get(i), path.get(i).isSelfIssued());
            state.prepareForNext(path.get(i));
        }
        state.enter(path.getFirst(), false);
        state.wrapUp(path.getFirst());
    }

    /// RFC 5280 §6.1.3 (d), (e), (f).
    private void enter(Certificate certificate, boolean mayUseAnyPolicy) {
        var asserted = certificate
                .extensions()
                .get(KnownExtension.CERTIFICATE_POLICIES)
                .orElse(List.of());
        var expected = valid.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var next = new HashMap<Oid, Set<Oid>>();
        boolean any = false;
        for (var information : asserted) {
            var policy = information.policy();
            if (policy.equals(PolicyInformation.ANY)) {
                any = mayUseAnyPolicy || untilNoAny > 0;
            } else if (expected.contains(policy) || expected.contains(PolicyInformation.ANY)) {
                next.put(policy, Set.of(policy));
            }
        }
        if (any) {
            expected.forEach(policy -> next.putIfAbsent(policy, Set.of(policy)));
        }
        valid = next;
        refuseIfNoneIsLeft(certificate);
    }

    private void refuseIfNoneIsLeft(Certificate certificate) {
        if (untilExplicit == 0 && valid.isEmpty()) {
            throw new CertificateException(
                    CertificateProblem.NO_POLICY,
                    "the path demands a certificate policy, and none that is valid so far stands in the certificate of "
                            + certificate.subject());
        }
    }

    /// RFC 5280 §6.1.4 (b), (h), (i), (j).
    private void prepareForNext(Certificate authority) {
        authority.extensions().get(KnownExtension.POLICY_MAPPINGS).ifPresent(this::map);
        if (!authority.isSelfIssued()) {
            untilExplicit = Math.max(0, untilExplicit - 1);
            untilNoMapping = Math.max(0, untilNoMapping - 1);
            untilNoAny = Math.max(0, untilNoAny - 1);
        }
        authority.extensions().get(KnownExtension.POLICY_CONSTRAINTS).ifPresent(constraints -> {
            untilExplicit =
                    Math.min(untilExplicit, constraints.requireExplicitPolicy().orElse(untilExplicit));
            untilNoMapping =
                    Math.min(untilNoMapping, constraints.inhibitPolicyMapping().orElse(untilNoMapping));
        });
        authority
                .extensions()
                .get(KnownExtension.INHIBIT_ANY_POLICY)
                .ifPresent(count -> untilNoAny = Math.min(untilNoAny, count));
    }

    /// Where mapping is inhibited, a policy that would be mapped is lost; else it goes on under its new names.
    private void map(List<PolicyMapping> mappings) {
        var newNames = new HashMap<Oid, Set<Oid>>();
        for (var mapping : mappings) {
            newNames.computeIfAbsent(mapping.issuerDomainPolicy(), policy -> new HashSet<>())
                    .add(mapping.subjectDomainPolicy());
        }
        boolean any = valid.containsKey(PolicyInformation.ANY);
        newNames.forEach((policy, names) -> {
            if (untilNoMapping == 0) {
                valid.remove(policy);
            } else if (any || valid.containsKey(policy)) {
                valid.put(policy, names);
            }
        });
    }

    /// RFC 5280 §6.1.5 (a), (b), (g).
    private void wrapUp(Certificate peer) {
        untilExplicit = Math.max(0, untilExplicit - 1);
        var constraints = peer.extensions().get(KnownExtension.POLICY_CONSTRAINTS);
        if (constraints.flatMap(PolicyConstraints::requireExplicitPolicy).equals(Optional.of(0))) {
            untilExplicit = 0;
        }
        refuseIfNoneIsLeft(peer);
    }
}
