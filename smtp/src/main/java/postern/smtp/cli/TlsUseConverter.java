package postern.smtp.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import postern.smtp.transport.TlsUse;

/// `on-connect` for [TlsUse#ON_CONNECT].
final class TlsUseConverter implements ITypeConverter<TlsUse> {
    /// For picocli.
    TlsUseConverter() {}

    /// The word for it.
    static String print(TlsUse use) {
        return use.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public TlsUse convert(String word) {
        var name = word.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(TlsUse.values())
                .filter(use -> use.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + word + "\" is not one of starttls, on-connect, opportunistic, none"));
    }
}
