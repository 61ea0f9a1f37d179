package postern.tls.message;

import java.nio.charset.StandardCharsets;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The client names the server it wants (RFC 6066 §3):
///
/// ```
/// struct { NameType name_type; HostName name; } ServerName;
/// struct { ServerName server_name_list<1..2^16-1> } ServerNameList;
/// ```
///
/// The list may hold one name of each type, and one type was ever defined, so exactly one host name is accepted. The
/// name is what the peer claims: whoever puts it into a file name or a log line has to think of that.
///
/// @param hostName printable ASCII as it came, in either case
public record ServerName(String hostName) implements Extension {
    private static final int HOST_NAME = 0;

    /// A DNS name has at most 253 characters. Longer ones only fill logs, and buffers elsewhere.
    public static final int MAX_LENGTH = 255;

    @Override
    public int code() {
        return ExtensionType.SERVER_NAME.code();
    }

    static ServerName read(TlsReader in) {
        var list = in.vector16(1);
        int type = list.uint8();
        var name = list.opaque16(1);
        if (type != HOST_NAME || list.hasMore()) {
            throw new TlsException(Violation.SERVER_NAME_FORM, "first name type " + type);
        }
        if (name.length() > MAX_LENGTH) {
            throw new TlsException(Violation.SERVER_NAME_FORM, name.length() + " octets");
        }
        return new ServerName(printable(name.toText(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector16(list -> list.uint8(HOST_NAME).opaque16(Bytes.utf8(hostName)));
    }

    /// A host name is ASCII (RFC 6066 §3); a NUL or a line break in it is an attack on whoever reads it later.
    private static String printable(String name) {
        if (!name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new TlsException(Violation.TEXT_ENCODING, "in server_name");
        }
        return name;
    }
}
