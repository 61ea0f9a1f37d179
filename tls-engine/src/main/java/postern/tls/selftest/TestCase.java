package postern.tls.selftest;

import postern.crypto.bytes.Bytes;

/// One case of a file.
///
/// @param group what it has in common with its neighbours: key, sizes, curve
/// @param values its own
record TestCase(JsonNode group, JsonNode values) {
    /// What must be done with a case.
    enum Expected {
        /// Accept it, with the given output.
        VALID,
        /// Refuse it.
        INVALID,
        /// Either; decided by the check.
        ACCEPTABLE
    }

    Expected expected() {
        return switch (values.text("result")) {
            case "valid" -> Expected.VALID;
            case "invalid" -> Expected.INVALID;
            case "acceptable" -> Expected.ACCEPTABLE;
            default -> throw new IllegalArgumentException("unknown result " + values.text("result"));
        };
    }

    boolean isInvalid() {
        return expected() == Expected.INVALID;
    }

    boolean flagged(String flag) {
        return values.texts("flags").contains(flag);
    }

    Bytes octets(String name) {
        return values.octets(name);
    }

    /// Its number, and the comment if there is one.
    String name() {
        var comment = values.has("comment") ? values.text("comment") : "";
        return "case " + values.number("tcId") + (comment.isEmpty() ? "" : " (" + comment + ")");
    }
}
