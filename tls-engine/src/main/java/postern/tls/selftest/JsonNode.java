package postern.tls.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;

/// A JSON object, whose members are asked for by the kind they should be.
///
/// @param members by name
public record JsonNode(Map<String, @Nullable Object> members) {
    boolean has(String name) {
        return members.containsKey(name);
    }

    /// A string.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    String text(String name) {
        return member(name, String.class);
    }

    /// A string of hexadecimal digits.
    Bytes octets(String name) {
        return Bytes.fromHex(text(name));
    }

    /// Hexadecimal digits, or nothing where the member is missing.
    Bytes octetsOrNone(String name) {
        return has(name) ? octets(name) : Bytes.EMPTY;
    }

    /// A whole number.
    int number(String name) {
        return Math.toIntExact(member(name, Long.class));
    }

    /// An object.
    JsonNode object(String name) {
        return member(name, JsonNode.class);
    }

    /// An array of objects.
    List<JsonNode> objects(String name) {
        return list(name, JsonNode.class);
    }

    /// An array of strings.
    List<String> texts(String name) {
        return list(name, String.class);
    }

    private <T> List<T> list(String name, Class<T> type) {
        var list = new ArrayList<T>();
        for (var element : member(name, List.class)) {
            list.add(typed(element, type, name));
        }
        return list;
    }

    private <T> T member(String name, Class<T> type) {
        return typed(members.get(name), type, name);
    }

    private static <T> T typed(@Nullable Object value, Class<T> type, String name) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("no \"" + name + "\" of kind " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
