package postern.vectors;

import java.util.HexFormat;
import java.util.Map;

/// One published test case: named values, read as what the reader knows them to be.
///
/// @param label the file and the case's number in it, for a failing test's message
public record Vector(String label, Map<String, String> fields) {
    /// Whether the case has a value of this name.
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /// The value as text.
    ///
    /// @throws IllegalArgumentException if the case has no value of this name
    public String text(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(label + " has no '" + name + "', only " + fields.keySet());
        }
        return value;
    }

    /// The value as octets, from hexadecimal; white space is ignored.
    public byte[] octets(String name) {
        return HexFormat.of().parseHex(text(name).replaceAll("\\s+", ""));
    }

    /// The value as a decimal number.
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /// The label.
    @Override
    public String toString() {
        return label;
    }
}
