package postern.smtp.expand;

import java.util.Map;

/// How much of a header line a reference to it wants.
public enum HeaderForm {
    /// `$header_subject:` decoded and without the blanks around it.
    DECODED,

    /// `$bheader_subject:` encoded words are decoded to octets, the character set is not changed.
    BINARY,

    /// `$rheader_subject:` the octets of the message.
    RAW,

    /// `$lheader_received:` the lines as a list, one item each.
    LIST;

    /// The prefixes, the long ones first: one may begin another.
    static final Map<String, HeaderForm> PREFIXES = Map.of(
            "header_",
            DECODED,
            "bheader_",
            BINARY,
            "rheader_",
            RAW,
            "lheader_",
            LIST,
            "h_",
            DECODED,
            "bh_",
            BINARY,
            "rh_",
            RAW,
            "lh_",
            LIST);
}
