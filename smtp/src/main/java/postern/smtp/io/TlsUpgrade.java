package postern.smtp.io;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;
import postern.smtp.message.Protection;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.io.TlsSocket;

/// How a connection gets its TLS: which side we are, our certificate, what we accept.
@FunctionalInterface
public interface TlsUpgrade {
    /// Shakes hands.
    ///
    /// @throws IOException if that fails, with the reason in words; the TCP connection stays open
    TlsLayer start(Socket socket) throws IOException;

    /// The server's side.
    static TlsUpgrade server(TlsConfig config) {
        return socket -> {
            var tls = TlsSocket.server(socket, config);
            return TlsLayer.over(tls, tls.handshake());
        };
    }

    /// What a server does with a client.
    ///
    /// @param words what is said of a session
    record Service(TlsConfig config, Function<TlsSession, Protection> words) {
        private TlsLayer serve(Socket socket) throws IOException {
            var tls = TlsSocket.server(socket, config);
            return TlsLayer.over(tls, words.apply(tls.handshake()));
        }
    }

    /// The server's side, with words of its own for what was agreed.
    static TlsUpgrade server(Service service) {
        return service::serve;
    }

    /// Chooses by the server name that a client asks for.
    @FunctionalInterface
    interface ChoiceByName {
        /// What to do with a client that asks for that name, or for none.
        ///
        /// @throws IOException if the client cannot be served under that name
        Service choose(Optional<String> name) throws IOException;
    }

    /// The server's side, decided when the client has said which server it wants. One that cannot be is
    /// answered with an alert before the handshake has begun.
    static TlsUpgrade server(ChoiceByName choice) {
        return socket -> {
            var hello = HelloName.read(socket.getInputStream());
            Service service;
            try {
                service = choice.choose(hello.name());
            } catch (IOException e) {
                socket.getOutputStream().write(HelloName.unrecognized());
                throw e;
            }
            return service.serve(new ReplayedSocket(socket, hello.octets()));
        };
    }
}
