package postern.tls.handshake.tls12.client;

import java.util.ArrayList;
import java.util.List;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// Messages that go out together, and the transcript that grows with them.
///
/// @param transcript up to the last message
record Flight(List<Effect> effects, Transcript transcript) {
    /// Keeps its own copy of the list.
    Flight {
        effects = List.copyOf(effects);
    }

    /// Nothing yet.
    static Flight after(Transcript before) {
        return new Flight(List.of(), before);
    }

    /// One message more.
    Flight send(HandshakeMessage message) {
        var send = Send.of(message);
        var longer = with(send);
        return new Flight(longer.effects, transcript.with(send.encoding()));
    }

    /// Something more to do that is no message.
    Flight with(Effect... more) {
        var longer = new ArrayList<>(effects);
        longer.addAll(List.of(more));
        return new Flight(longer, transcript);
    }
}
