package postern.smtp.expand;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An IP address of either version, as numbers alone: names are never looked up here.
public final class IpAddress {
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;
    private static final int GROUPS = 8;

    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /// Reads an address: four decimal numbers without zeros before them, or IPv6's groups (RFC 4291 §2.2),
    /// which may end with `%zone`.
    public static Optional<IpAddress> parse(String text) {
        var octets = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        return octets == null ? Optional.empty() : Optional.of(new IpAddress(octets));
    }

    private static byte @Nullable [] ipv4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != IPV4_OCTETS) {
            return null;
        }
        var octets = new byte[IPV4_OCTETS];
        for (int i = 0; i < IPV4_OCTETS; i++) {
            int value = number(parts[i], 10, 3);
            boolean padded = parts[i].length() > 1 && parts[i].startsWith("0");
            if (value < 0 || value > 255 || padded) {
                return null;
            }
            octets[i] = (byte) value;
        }
        return octets;
    }

    private static int number(String digits, int radix, int longest) {
        if (digits.isEmpty() || digits.length() > longest) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c >= 0x80 || Character.digit(c, radix) < 0) {
                return -1;
            }
        }
        return Integer.parseInt(digits, radix);
    }

    private static byte @Nullable [] ipv6(String text) {
        int zone = text.indexOf('%');
        var bare = zone < 0 ? text : text.substring(0, zone);
        int gap = bare.indexOf("::");
        if (gap < 0) {
            var all = groups(bare);
            return all != null && all.length == IPV6_OCTETS ? all : null;
        }
        var front = bare.substring(0, gap).isEmpty() ? new byte[0] : groups(bare.substring(0, gap));
        var back = bare.substring(gap + 2).isEmpty() ? new byte[0] : groups(bare.substring(gap + 2));
        if (front == null || back == null || front.length + back.length > IPV6_OCTETS - 2) {
            return null;
        }
        var octets = new byte[IPV6_OCTETS];
        System.arraycopy(front, 0, octets, 0, front.length);
        System.arraycopy(back, 0, octets, IPV6_OCTETS - back.length, back.length);
        return octets;
    }

    /// Groups between colons; the last may be an IPv4 address.
    private static byte @Nullable [] groups(String text) {
        var parts = text.split(":", -1);
        if (parts.length > GROUPS) {
            return null;
        }
        var last = parts[parts.length - 1];
        var tail = last.indexOf('.') < 0 ? new byte[0] : ipv4(last);
        if (tail == null) {
            return null;
        }
        int count = parts.length - (tail.length > 0 ? 1 : 0);
        var octets = new byte[2 * count + tail.length];
        for (int i = 0; i < count; i++) {
            int value = number(parts[i], 16, 4);
            if (value < 0) {
                return null;
            }
            octets[2 * i] = (byte) (value >> 8);
            octets[2 * i + 1] = (byte) value;
        }
        System.arraycopy(tail, 0, octets, 2 * count, tail.length);
        return octets;
    }

    /// Whether it is of version 4.
    public boolean isIpv4() {
        return octets.length == IPV4_OCTETS;
    }

    /// How many bits it has.
    public int bits() {
        return Byte.SIZE * octets.length;
    }

    /// An IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2) as the IPv4 address it means; any other as it is.
    public IpAddress unmapped() {
        boolean mapped = !isIpv4() && (octets[10] & octets[11]) == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = octets[i] == 0;
        }
        return mapped ? new IpAddress(Arrays.copyOfRange(octets, 12, IPV6_OCTETS)) : this;
    }

    /// An IPv4 address as the IPv6 address that it is mapped to.
    public IpAddress mapped() {
        if (!isIpv4()) {
            return this;
        }
        var mapped = new byte[IPV6_OCTETS];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(octets, 0, mapped, 12, IPV4_OCTETS);
        return new IpAddress(mapped);
    }

    /// Its first bits, the others zero.
    public IpAddress network(int bits) {
        var network = octets.clone();
        for (int i = 0; i < network.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            network[i] &= (byte) (0xff << Byte.SIZE - kept);
        }
        return new IpAddress(network);
    }

    /// Whether both are of one version and agree in the first bits.
    public boolean isIn(IpAddress network, int bits) {
        return network.octets.length == octets.length
                && bits <= bits()
                && network(bits).equals(network.network(bits));
    }

    /// Whether it is that address, or in that network (`10.0.0.0/8`). A prefix that is too long counts as the
    /// longest.
    public boolean isInNetwork(String network) {
        int slash = network.indexOf('/');
        var digits = slash < 0 ? "" : network.substring(slash + 1);
        boolean number = slash < 0 || !digits.isEmpty() && digits.chars().allMatch(c -> AsciiText.isDigit((char) c));
        var other = parse(slash < 0 ? network : network.substring(0, slash));
        if (!number || other.isEmpty()) {
            return false;
        }
        int bits = digits.isEmpty() ? bits() : CutOperators.saturated(digits);
        return isIn(other.get(), Math.min(bits, bits()));
    }

    /// The eight groups of an IPv6 address with all their zeros.
    public String groups(char between) {
        var out = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            out.append(i == 0 ? "" : String.valueOf(between)).append("%04x".formatted(group(i)));
        }
        return out.toString();
    }

    private int group(int index) {
        return (octets[2 * index] & 0xff) << 8 | octets[2 * index + 1] & 0xff;
    }

    /// An IPv6 address with `::` for the first longest run of two zero groups or more (RFC 5952 §4.2).
    public String compressed() {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && group(i + run) == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        var out = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(i == 0 || i == start + length && start >= 0 ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return out.toString();
    }

    /// The labels of its name under `in-addr.arpa` or `ip6.arpa`.
    public String reversed() {
        var out = new StringBuilder();
        for (int i = octets.length - 1; i >= 0; i--) {
            int octet = octets[i] & 0xff;
            out.append(out.isEmpty() ? "" : ".");
            out.append(
                    isIpv4()
                            ? Integer.toString(octet)
                            : Integer.toHexString(octet & 15) + "." + Integer.toHexString(octet >> 4));
        }
        return out.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && Arrays.equals(octets, address.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// Four decimal numbers, or IPv6's groups compressed.
    @Override
    public String toString() {
        return isIpv4()
                ? (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[3] & 0xff)
                : compressed();
    }
}
