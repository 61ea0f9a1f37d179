package postern.smtp.expand;

/// Times as the configuration writes them: `3h50m`.
public final class TimeInterval {
    private static final String UNITS = "wdhms";
    private static final long[] SECONDS = {7 * 24 * 3600, 24 * 3600, 3600, 60, 1};

    /// More weeks than this, and seconds do not fit.
    private static final int MAX_DIGITS = 9;

    private TimeInterval() {}

    /// The seconds of a time; -1 if it is none.
    public static long read(String text) {
        long total = 0;
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && AsciiText.isDigit(text.charAt(at))) {
                at++;
            }
            int unit = at < text.length() ? UNITS.indexOf(text.charAt(at)) : -1;
            if (at == start || at - start > MAX_DIGITS || unit < 0) {
                return -1;
            }
            total += Long.parseLong(text.substring(start, at)) * SECONDS[unit];
            at++;
        }
        return text.isEmpty() ? -1 : total;
    }

    /// A time of that many seconds.
    public static String write(long seconds) {
        if (seconds == 0) {
            return "0s";
        }
        var out = new StringBuilder();
        long left = seconds;
        for (int i = 0; i < SECONDS.length; i++) {
            if (left >= SECONDS[i]) {
                out.append(left / SECONDS[i]).append(UNITS.charAt(i));
                left %= SECONDS[i];
            }
        }
        return out.toString();
    }
}
