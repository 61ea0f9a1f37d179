package postern.tls.message;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;
import postern.tls.param.ExtensionType.Place;

/// The block of extensions of one message, in the order of the wire: `Extension extensions<..2^16-1>`
/// (RFC 9846 §4.3).
///
/// Hellos of TLS 1.2 and older may lack even the block's length (RFC 5246 §7.4.1.2): that is [#ABSENT], which is not
/// the same octets as a block with nothing in it.
///
/// @param list  no type occurs twice
/// @param block whether the length is written at all
public record Extensions(List<Extension> list, Block block) {
    /// Whether a message has the block's two octets of length.
    public enum Block {
        PRESENT,
        ABSENT
    }

    /// Each extension costs an object and a comparison. Browsers send about twenty.
    public static final int MAX_EXTENSIONS = 128;

    /// No block at all.
    public static final Extensions ABSENT = new Extensions(List.of(), Block.ABSENT);

    public Extensions {
        list = List.copyOf(list);
    }

    /// These, in this order.
    public static Extensions of(Extension... extensions) {
        return new Extensions(List.of(extensions), Block.PRESENT);
    }

    /// These, in this order.
    public static Extensions of(List<Extension> extensions) {
        return new Extensions(extensions, Block.PRESENT);
    }

    /// The extension of this kind, if it is there.
    public <T extends Extension> Optional<T> find(Class<T> kind) {
        return list.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// Whether an extension of this type is there.
    public boolean has(ExtensionType type) {
        return has(type.code());
    }

    /// Whether an extension with this code point is there.
    public boolean has(int code) {
        return list.stream().anyMatch(extension -> extension.code() == code);
    }

    /// Refuses every extension we know that may not stand in such a message (RFC 9846 §4.3).
    void requirePlace(Place place) {
        list.forEach(extension -> requirePlace(extension.code(), place));
    }

    /// A block that may be missing if the message ends here.
    static Extensions readOptional(TlsReader in, Place place) {
        return in.hasMore() ? read(in, place) : ABSENT;
    }

    static Extensions read(TlsReader in, Place place) {
        var seen = new HashSet<Integer>();
        return of(in.vector16().all(block -> {
            int code = block.uint16();
            var content = block.opaque16();
            if (!seen.add(code)) {
                throw new TlsException(Violation.DUPLICATE_EXTENSION, ExtensionType.describe(code));
            }
            if (seen.size() > MAX_EXTENSIONS) {
                throw new TlsException(Violation.TOO_MANY_EXTENSIONS, "more than " + MAX_EXTENSIONS);
            }
            requirePlace(code, place);
            return Extension.read(code, place, content);
        }));
    }

    void write(TlsWriter out) {
        if (block == Block.ABSENT) {
            return;
        }
        out.vector16(inner ->
                inner.all(list, (to, extension) -> to.uint16(extension.code()).vector16(extension::write)));
    }

    private static void requirePlace(int code, Place place) {
        if (ExtensionType.ofCode(code).filter(type -> !type.allowedIn(place)).isPresent()) {
            throw new TlsException(Violation.EXTENSION_MISPLACED, ExtensionType.describe(code) + " in " + place);
        }
    }
}
