package postern.tls.message;

import java.util.List;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `NamedGroup named_group_list<2..2^16-1>`, most wanted first (RFC 9846 §4.3.7, RFC 8422 §5.1.1).
public record SupportedGroups(List<Integer> groups) implements Extension {
    public SupportedGroups {
        groups = List.copyOf(groups);
    }

    @Override
    public int code() {
        return ExtensionType.SUPPORTED_GROUPS.code();
    }

    static SupportedGroups read(TlsReader in) {
        return new SupportedGroups(Extension.readCodes(in));
    }

    @Override
    public void write(TlsWriter out) {
        Extension.writeCodes(out, groups);
    }
}
