package postern.crypto.aead;

import java.io.IOException;
import java.io.UncheckedIOException;
import postern.crypto.kernel.KernelSource;

/// The kernels with vectors of a width that is not the machine's widest: their classes loaded once more, by a
/// loader of their own, because the width is a constant of the classes.
final class KernelWidth extends ClassLoader {
    private static final String KERNELS = "postern.crypto.simd.";

    private KernelWidth() {
        super(KernelWidth.class.getClassLoader());
    }

    /// The kernels with vectors of so many bits.
    static synchronized KernelSource ofBits(int bits) {
        System.setProperty("postern.simd.bits", Integer.toString(bits));
        try {
            var source = (KernelSource) new KernelWidth()
                    .loadClass(KERNELS + "VectorKernels")
                    .getDeclaredConstructor()
                    .newInstance();
            // The width is read when a kernel is first made.
            source.chaCha();
            return source;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the kernels cannot be loaded", e);
        } finally {
            System.clearProperty("postern.simd.bits");
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(KERNELS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            var octets = in.readAllBytes();
            return defineClass(name, octets, 0, octets.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
