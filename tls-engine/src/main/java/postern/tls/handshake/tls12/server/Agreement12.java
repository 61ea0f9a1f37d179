package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Explain;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Proof;
import postern.tls.message.ClientHello;
import postern.tls.message.ServerName;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;

/// What a server up to TLS 1.2 has chosen from a client's hello, with the reasons.
///
/// @param group in which keys are agreed; empty with RSA, and with DHE if the client names no group
/// @param proof our certificate; empty if the suite is anonymous
/// @param protocol the application protocol, if one was asked for
record Agreement12(
        ProtocolVersion version,
        Choice<CipherSuite> suite,
        Optional<Choice<NamedGroup>> group,
        Optional<Choice<Proof>> proof,
        Optional<Choice<String>> protocol) {
    /// What becomes part of the session, and what those who watch are told.
    List<Effect> learned(ClientHello hello) {
        var facts = new ArrayList<Fact>(List.of(new Fact.Version(version), new Fact.Suite(suite.chosen())));
        group.map(choice -> new Fact.Group(choice.chosen())).ifPresent(facts::add);
        proof.map(choice -> new Fact.OurProof(choice.chosen())).ifPresent(facts::add);
        hello.extensions()
                .find(ServerName.class)
                .map(name -> new Fact.ServerName(name.hostName()))
                .ifPresent(facts::add);
        protocol.map(choice -> new Fact.ApplicationProtocol(choice.chosen())).ifPresent(facts::add);
        var choices = Stream.<Optional<? extends Choice<?>>>of(Optional.of(suite), group, proof, protocol)
                .flatMap(Optional::stream);
        return Stream.<Effect>concat(facts.stream().map(Learn::new), choices.map(Explain::new))
                .toList();
    }
}
