package postern.crypto.asn1;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import postern.crypto.bytes.Bytes;

/// Points in time as RFC 5280 §4.1.2.5 writes them: to the second, in Greenwich, with a `Z`.
final class DerTime {
    /// UTCTime has two digits for the year: 50 to 99 are of the twentieth century (RFC 5280 §4.1.2.5.1).
    private static final int PIVOT = 50;

    private static final int FIRST_UTC_YEAR = 1900 + PIVOT;
    private static final int LAST_UTC_YEAR = 2000 + PIVOT - 1;

    private static final Pattern UTC = Pattern.compile("[0-9]{12}Z");
    private static final Pattern GENERALIZED = Pattern.compile("[0-9]{14}Z");

    private DerTime() {}

    static Instant utc(Bytes contents, int start) {
        var text = contents.toText(StandardCharsets.ISO_8859_1);
        if (!UTC.matcher(text).matches()) {
            throw new DerException("UTCTime is not of the form YYMMDDHHMMSSZ (RFC 5280 §4.1.2.5.1)", start);
        }
        var century = Integer.parseInt(text.substring(0, 2)) >= PIVOT ? "19" : "20";
        return instant(century + text, start);
    }

    static Instant generalized(Bytes contents, int start) {
        var text = contents.toText(StandardCharsets.ISO_8859_1);
        if (!GENERALIZED.matcher(text).matches()) {
            throw new DerException("GeneralizedTime is not of the form YYYYMMDDHHMMSSZ (RFC 5280 §4.1.2.5.2)", start);
        }
        return instant(text, start);
    }

    private static Instant instant(String digits, int start) {
        try {
            return LocalDateTime.of(
                            Integer.parseInt(digits.substring(0, 4)),
                            Integer.parseInt(digits.substring(4, 6)),
                            Integer.parseInt(digits.substring(6, 8)),
                            Integer.parseInt(digits.substring(8, 10)),
                            Integer.parseInt(digits.substring(10, 12)),
                            Integer.parseInt(digits.substring(12, 14)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new DerException("no such date: " + digits, start);
        }
    }

    /// Whether dates must be written as UTCTime: through the year 2049 (RFC 5280 §4.1.2.5). Before 1950 UTCTime
    /// cannot.
    static boolean isUtc(Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= FIRST_UTC_YEAR && year <= LAST_UTC_YEAR;
    }

    /// The contents of a UTCTime.
    static Bytes utcContents(Instant time) {
        return Bytes.utf8(digits(time).substring(2) + "Z");
    }

    /// The contents of a GeneralizedTime.
    static Bytes generalizedContents(Instant time) {
        return Bytes.utf8(digits(time) + "Z");
    }

    private static String digits(Instant time) {
        var t = time.atOffset(ZoneOffset.UTC);
        if (t.getYear() < 0 || t.getYear() > 9999) {
            throw new DerException("the year of " + time + " has no four digits");
        }
        return String.format(
                Locale.ROOT,
                "%04d%02d%02d%02d%02d%02d",
                t.getYear(),
                t.getMonthValue(),
                t.getDayOfMonth(),
                t.getHour(),
                t.getMinute(),
                t.getSecond());
    }
}
