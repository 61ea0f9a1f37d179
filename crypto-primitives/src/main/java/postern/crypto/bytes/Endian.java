package postern.crypto.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Integers in and out of octets, in network order (`Be`, most significant octet first) and in the order of ChaCha20,
/// X25519 and the MD family (`Le`). Offsets count octets.
public final class Endian {
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Endian() {}

    /// Four octets, most significant first.
    public static int getIntBe(byte[] in, int offset) {
        return (int) INT_BE.get(in, offset);
    }

    /// Four octets, least significant first.
    public static int getIntLe(byte[] in, int offset) {
        return (int) INT_LE.get(in, offset);
    }

    /// Eight octets, most significant first.
    public static long getLongBe(byte[] in, int offset) {
        return (long) LONG_BE.get(in, offset);
    }

    /// Eight octets, least significant first.
    public static long getLongLe(byte[] in, int offset) {
        return (long) LONG_LE.get(in, offset);
    }

    /// Four octets, most significant first.
    public static void putIntBe(byte[] out, int offset, int value) {
        INT_BE.set(out, offset, value);
    }

    /// Four octets, least significant first.
    public static void putIntLe(byte[] out, int offset, int value) {
        INT_LE.set(out, offset, value);
    }

    /// Eight octets, most significant first.
    public static void putLongBe(byte[] out, int offset, long value) {
        LONG_BE.set(out, offset, value);
    }

    /// Eight octets, least significant first.
    public static void putLongLe(byte[] out, int offset, long value) {
        LONG_LE.set(out, offset, value);
    }
}
