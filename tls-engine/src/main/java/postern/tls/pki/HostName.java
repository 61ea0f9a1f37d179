package postern.tls.pki;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.regex.Pattern;
import postern.crypto.bytes.Bytes;

/// The name that a connection was made for: what RFC 9525 calls a reference identifier. It matches the names that a
/// certificate presents in its subjectAltName; the subject's common name is not looked at (RFC 9525 §2).
public sealed interface HostName permits HostName.Dns, HostName.Ip {
    /// Reads a DNS name (Unicode labels become A-labels; one dot at the end is dropped) or an IP address, IPv6 with
    /// or without brackets.
    ///
    /// @throws IllegalArgumentException if it is neither
    static HostName of(String text) {
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.indexOf(':') >= 0) {
            return Ip.v6(bare);
        }
        return Ip.V4.matcher(bare).matches() ? Ip.v4(bare) : Dns.of(bare);
    }

    /// Whether a certificate that presents this name is a certificate for this host.
    boolean matches(GeneralName presented);

    /// The name as a certificate presents it.
    GeneralName asGeneralName();

    /// A DNS name: lower-case A-labels without the final dot.
    record Dns(String name) implements HostName {
        /// An LDH label of at most 63 octets (RFC 5890 §2.3.1); underscores are tolerated, because hosts are named
        /// so.
        private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

        /// RFC 1035 §2.3.4: 255 octets on the wire are 253 characters of text.
        private static final int MAX_LENGTH = 253;

        /// The characters that IDNA2003, which `java.net.IDN` implements, maps to others while IDNA2008 keeps them:
        /// guessing between the two would name another host (RFC 5894 §7.2).
        private static final Pattern DEVIATIONS = Pattern.compile("[ß\u03c2\u200c\u200d]");

        /// Accepts only what DNS can carry.
        public Dns {
            if (!isHostName(name)) {
                throw new IllegalArgumentException("'" + name + "' is not a host name");
            }
        }

        static Dns of(String text) {
            if (DEVIATIONS.matcher(text).find()) {
                throw new IllegalArgumentException(
                        "'" + text
                                + "' has a character that two editions of IDNA encode differently; give the name's A-label (xn--…)");
            }
            var ascii = toAscii(text).toLowerCase(Locale.ROOT);
            return new Dns(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
        }

        /// RFC 9525 §6.3: labels are compared without regard to ASCII case; a wildcard stands for the whole
        /// leftmost label and for exactly one. With fewer than two labels after it, a wildcard would span a
        /// top-level domain.
        @Override
        public boolean matches(GeneralName presented) {
            if (!(presented instanceof GeneralName.DnsName(String pattern))) {
                return false;
            }
            var wanted = pattern.toLowerCase(Locale.ROOT);
            if (!wanted.startsWith("*.")) {
                return name.equals(wanted);
            }
            var parent = wanted.substring(1);
            int firstDot = name.indexOf('.');
            return firstDot > 0
                    && parent.indexOf('.', 1) > 0
                    && name.substring(firstDot).equals(parent);
        }

        @Override
        public GeneralName asGeneralName() {
            return new GeneralName.DnsName(name);
        }

        @Override
        public String toString() {
            return name;
        }

        private static String toAscii(String text) {
            try {
                return text.chars().allMatch(c -> c < 0x80) ? text : IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is not a host name: " + e.getMessage(), e);
            }
        }

        private static boolean isHostName(String name) {
            if (name.isEmpty() || name.length() > MAX_LENGTH) {
                return false;
            }
            var labels = name.split("\\.", -1);
            for (var label : labels) {
                if (!LABEL.matcher(label).matches()) {
                    return false;
                }
            }
            return !isAllDigits(labels[labels.length - 1]);
        }

        /// Such a "name" is a mistyped address: no top-level domain is a number (RFC 3696 §2).
        private static boolean isAllDigits(String label) {
            return label.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /// An IP address, as its 4 or 16 octets.
    record Ip(Bytes address) implements HostName {
        private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

        /// Accepts 4 or 16 octets.
        public Ip {
            if (address.length() != 4 && address.length() != 16) {
                throw new IllegalArgumentException("an IP address has 4 or 16 octets, not " + address.length());
            }
        }

        static Ip v4(String text) {
            var octets = new int[4];
            var parts = text.split("\\.", -1);
            for (int i = 0; i < 4; i++) {
                octets[i] = Integer.parseInt(parts[i]);
                if (octets[i] > 255 || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
                    throw new IllegalArgumentException("'" + text + "' is not an IPv4 address");
                }
            }
            return new Ip(Bytes.of(octets));
        }

        static Ip v6(String text) {
            if (text.indexOf('%') >= 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' has a scope, which means nothing to others: no certificate can name it");
            }
            try {
                return new Ip(Bytes.adopt(Inet6Address.ofLiteral(text).getAddress()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is not an IPv6 address", e);
            }
        }

        /// RFC 9525 §6.4: octet by octet, never as text.
        @Override
        public boolean matches(GeneralName presented) {
            return presented instanceof GeneralName.IpAddress(Bytes octets) && octets.equals(address);
        }

        @Override
        public GeneralName asGeneralName() {
            return new GeneralName.IpAddress(address);
        }

        @Override
        public String toString() {
            return GeneralName.IpAddress.print(address);
        }
    }
}
