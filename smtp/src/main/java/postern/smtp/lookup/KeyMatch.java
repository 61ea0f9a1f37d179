package postern.smtp.lookup;

import java.util.Optional;
import postern.smtp.expand.AsciiText;
import postern.smtp.expand.BoundedPattern;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.ExpansionStop;
import postern.smtp.expand.IpAddress;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;

/// How the keys of a file are compared with the key that is sought.
sealed interface KeyMatch {
    /// Whether a key of the file is meant.
    ///
    /// @throws ExpansionStop if that cannot be said
    boolean matches(String fileKey);

    /// `lsearch`: the same letters.
    record Same(String key) implements KeyMatch {
        @Override
        public boolean matches(String fileKey) {
            return AsciiText.sameLetters(key, fileKey);
        }
    }

    /// Whether the keys of the file are expanded before they are compared.
    enum Keys {
        EXPANDED,
        PLAIN
    }

    /// `wildlsearch`: `*suffix`, `^regular expression`, or the same letters.
    record Wild(Value key, Environment environment, Keys keys) implements KeyMatch {
        @Override
        public boolean matches(String fileKey) {
            if (key.isEmpty()) {
                return false;
            }
            var pattern = keys == Keys.EXPANDED ? expanded(fileKey) : fileKey;
            if (pattern.startsWith("^")) {
                return BoundedPattern.compile(pattern, BoundedPattern.Letters.SAME)
                                .find(key, environment.budget())
                        != null;
            }
            var text = AsciiText.lower(key.text());
            return pattern.startsWith("*")
                    ? text.endsWith(AsciiText.lower(pattern.substring(1)))
                    : text.equals(AsciiText.lower(pattern));
        }

        /// The operator wrote the file, as he wrote the configuration.
        private String expanded(String fileKey) {
            var template = Template.read(fileKey, new Origin("lookup file", 0, "key"));
            return switch (template.expand(environment)) {
                case Expansion.Expanded(var value) -> value.text();
                case Expansion.ForcedFailure _ -> "";
                case Expansion.Failed(var message) ->
                    throw ExpansionStop.failed(
                            "failed to expand \"" + fileKey + "\" while checking a list: " + message);
            };
        }
    }

    /// `iplsearch`: the address itself, or a network that it is in. `*` is sought as it is, for the default.
    record Network(Optional<IpAddress> address) implements KeyMatch {
        static Optional<Network> of(String key) {
            var address = IpAddress.parse(key);
            return address.isPresent() || key.equals("*") ? Optional.of(new Network(address)) : Optional.empty();
        }

        @Override
        public boolean matches(String fileKey) {
            return address.map(a -> a.isInNetwork(fileKey)).orElseGet(() -> fileKey.equals("*"));
        }
    }
}
