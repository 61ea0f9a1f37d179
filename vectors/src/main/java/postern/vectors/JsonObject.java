package postern.vectors;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object whose members are read as what the reader knows them to be; see [Json] for the values' types.
///
/// Every accessor throws [IllegalArgumentException] if the member is absent or something else.
public record JsonObject(Map<String, @Nullable Object> members) {
    /// Whether there is such a member and it is not null.
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /// A string.
    public String text(String name) {
        return member(name, String.class);
    }

    /// A string of hexadecimal digits, as octets.
    public byte[] octets(String name) {
        return HexFormat.of().parseHex(text(name));
    }

    /// A number that fits an int.
    public int number(String name) {
        return Math.toIntExact(member(name, Long.class));
    }

    /// A Boolean value.
    public boolean flag(String name) {
        return member(name, Boolean.class);
    }

    /// An object.
    public JsonObject object(String name) {
        return member(name, JsonObject.class);
    }

    /// An array of objects.
    public List<JsonObject> objects(String name) {
        return elements(name, JsonObject.class);
    }

    /// An array of strings.
    public List<String> texts(String name) {
        return elements(name, String.class);
    }

    private <T> List<T> elements(String name, Class<T> type) {
        List<?> elements = member(name, List.class);
        return elements.stream().map(element -> expect(name, element, type)).toList();
    }

    private <T> T member(String name, Class<T> type) {
        return expect(name, members.get(name), type);
    }

    private <T> T expect(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a " + type.getSimpleName() + " among " + members.keySet());
        }
        return type.cast(value);
    }
}
