package postern.tls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.Syntax;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.vectors.fuzz.FuzzTarget;

/// One handshake message with all its extensions, as every version and key exchange reads it: what is taken is the
/// same when it is written again.
///
/// The first octet chooses who sends it and what was negotiated.
public final class HandshakeMessageFuzz implements FuzzTarget {
    private static final List<Syntax> SYNTAXES = List.of(
            Syntax.of(ProtocolVersion.TLS13),
            Syntax.of(ProtocolVersion.TLS12),
            Syntax.of(ProtocolVersion.TLS10),
            new Syntax(ProtocolVersion.TLS12, Optional.of(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)),
            new Syntax(ProtocolVersion.TLS12, Optional.of(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256)),
            new Syntax(ProtocolVersion.TLS12, Optional.of(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256)));

    @Override
    @FuzzTest
    public void accept(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var sender = (input[0] & 1) == 0 ? Role.CLIENT : Role.SERVER;
        var syntax = SYNTAXES.get((input[0] & 0xff) / 2 % SYNTAXES.size());
        var encoding = Bytes.copyOf(input, 1, input.length - 1);
        try {
            var message = HandshakeCodec.read(encoding, syntax, sender);
            var again = HandshakeCodec.write(message);
            if (!again.equals(encoding)) {
                throw new AssertionError(message + " written again is " + again);
            }
        } catch (TlsException e) {
            // refused, with the violation
        }
    }
}
