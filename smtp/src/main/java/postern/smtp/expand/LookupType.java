package postern.smtp.expand;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A lookup type as it is written: `lsearch`, `partial2-lsearch*@`, `dsearch,ret=full`.
///
/// @param driver what is asked
/// @param partial how many components of a domain must remain when the front ones are dropped; -1 for no
///     partial match
/// @param affix what replaces the dropped components, `*.` unless the type says otherwise
/// @param fallback which default keys are tried last
/// @param options what follows after commas, lower-cased names to their values
public record LookupType(
        LookupDriver driver, int partial, String affix, Fallback fallback, Map<String, String> options) {
    private static final int DEFAULT_PARTIAL = 2;
    private static final String DEFAULT_AFFIX = "*.";

    /// The default keys that are tried when the key itself is not there.
    public enum Fallback {
        /// None.
        NONE,
        /// `*`
        STAR,
        /// `*@domain` for an address, then `*`
        STAR_AT
    }

    /// A type is not well formed.
    public static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;

        FormatException(String message) {
            super(message);
        }
    }

    /// Reads a type.
    ///
    /// @throws FormatException in Exim's words
    public static LookupType parse(String written) throws FormatException {
        int comma = written.indexOf(',');
        var name = comma < 0 ? written : written.substring(0, comma);
        var options = comma < 0 ? Map.<String, String>of() : options(written.substring(comma + 1));
        if (!name.startsWith("partial")) {
            return bare(name, -1, DEFAULT_AFFIX, options);
        }
        int at = "partial".length();
        int partial = DEFAULT_PARTIAL;
        int digits = at;
        while (digits < name.length() && AsciiText.isDigit(name.charAt(digits))) {
            digits++;
        }
        if (digits > at) {
            int longest = 4;
            partial = digits - at > longest ? Integer.MAX_VALUE : Integer.parseInt(name.substring(at, digits));
            at = digits;
        }
        if (at < name.length() && name.charAt(at) == '-') {
            return bare(name.substring(at + 1), partial, DEFAULT_AFFIX, options);
        }
        int close = at < name.length() && name.charAt(at) == '(' ? name.indexOf(')', at) : -1;
        if (close < 0) {
            throw new FormatException("format error in lookup type \"" + name + "\"");
        }
        return bare(name.substring(close + 1), partial, name.substring(at + 1, close), options);
    }

    private static LookupType bare(String name, int partial, String affix, Map<String, String> options)
            throws FormatException {
        var fallback = name.endsWith("*@") ? Fallback.STAR_AT : name.endsWith("*") ? Fallback.STAR : Fallback.NONE;
        var word =
                name.substring(0, name.length() - (fallback == Fallback.NONE ? 0 : fallback == Fallback.STAR ? 1 : 2));
        var driver = LookupDriver.named(word).orElseThrow(() -> new FormatException(LookupDriver.refusal(word)));
        return new LookupType(driver, partial, affix, fallback, options);
    }

    private static Map<String, String> options(String written) {
        var options = new LinkedHashMap<String, String>();
        for (var option : written.split(",")) {
            int equals = option.indexOf('=');
            var name = equals < 0 ? option : option.substring(0, equals);
            options.put(
                    AsciiText.lower(name.trim()),
                    equals < 0 ? "" : option.substring(equals + 1).trim());
        }
        return Collections.unmodifiableMap(options);
    }
}
