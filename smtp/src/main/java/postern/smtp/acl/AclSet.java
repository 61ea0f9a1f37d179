package postern.smtp.acl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.config.SourceLine;

/// All access control lists of a configuration, by their names.
///
/// Immutable; shared by all connections.
public final class AclSet {
    private final Map<String, Acl> byName = new LinkedHashMap<>();

    /// Reads those of a configuration.
    ///
    /// @throws ConfigException if one is malformed
    public AclSet(Configuration configuration) {
        configuration.acls().forEach((name, text) -> byName.put(name, AclParser.parse(text)));
    }

    /// What the value of an option such as `acl_smtp_rcpt` stands for: the list of that name, the one in that
    /// file, or the list that the value itself is.
    ///
    /// @throws ConfigException if there is none, or it is malformed
    public Acl find(String text) {
        var name = text.strip();
        var named = Optional.ofNullable(byName.get(name));
        if (named.isPresent()) {
            return named.get();
        }
        var at = new SourceLine(name, 1);
        return name.startsWith("/") ? ofFile(name, at) : inline(name, at);
    }

    private static Acl ofFile(String name, SourceLine at) {
        try {
            return AclParser.parseInline(Files.readString(Path.of(name), StandardCharsets.ISO_8859_1), at);
        } catch (IOException e) {
            throw new ConfigException("failed to open ACL file " + name + ": " + e.getMessage());
        }
    }

    private static Acl inline(String text, SourceLine at) {
        var first = text.split("\\s", 2)[0];
        if (Verb.of(first).isEmpty()) {
            throw new ConfigException("there is no ACL \"" + text + "\"");
        }
        return AclParser.parseInline(text, at);
    }

    /// All of them, in their order.
    public Iterable<Acl> all() {
        return byName.values();
    }

    /// The list of that name.
    public Optional<Acl> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
