package postern.tls.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.tls.handshake.Effect.Explain;
import postern.tls.handshake.Effect.Learn;
import postern.tls.message.ClientHello;
import postern.tls.message.ServerName;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;

/// What a server has chosen from a client's hello, with the reasons.
///
/// @param certificate how the server proves who it is; empty if it goes on from an earlier connection
/// @param protocol the application protocol, if one was asked for
public record Agreement(
        Choice<CipherSuite> suite,
        Choice<NamedGroup> group,
        Optional<Choice<Proof>> certificate,
        Optional<Choice<String>> protocol) {
    /// With a certificate.
    public Agreement(
            Choice<CipherSuite> suite,
            Choice<NamedGroup> group,
            Choice<Proof> proof,
            Optional<Choice<String>> protocol) {
        this(suite, group, Optional.of(proof), protocol);
    }

    /// How the server proves who it is in a full handshake.
    public Choice<Proof> proof() {
        return certificate.orElseThrow();
    }

    /// What becomes part of the session, and what those who watch are told.
    public List<Effect> learned(ProtocolVersion version, ClientHello hello) {
        var facts = new ArrayList<Fact>(
                List.of(new Fact.Version(version), new Fact.Suite(suite.chosen()), new Fact.Group(group.chosen())));
        certificate.map(choice -> new Fact.OurProof(choice.chosen())).ifPresent(facts::add);
        hello.extensions()
                .find(ServerName.class)
                .map(name -> new Fact.ServerName(name.hostName()))
                .ifPresent(facts::add);
        protocol.map(choice -> new Fact.ApplicationProtocol(choice.chosen())).ifPresent(facts::add);
        var choices = Stream.of(Stream.of(suite, group), certificate.stream(), protocol.stream())
                .flatMap(each -> each);
        return Stream.<Effect>concat(facts.stream().map(Learn::new), choices.map(Explain::new))
                .toList();
    }
}
