package postern.smtp.expand;

import org.jspecify.annotations.Nullable;
import postern.tls.pki.Certificate;

/// Two sources of variables, one before the other.
record LayeredVariables(Variables first, Variables second) implements Variables {
    @Override
    public @Nullable Value value(String name) {
        var value = first.value(name);
        return value != null ? value : second.value(name);
    }

    @Override
    public @Nullable Value header(HeaderForm form, String name) {
        var value = first.header(form, name);
        return value != null ? value : second.header(form, name);
    }

    @Override
    public @Nullable Certificate certificate(String name) {
        var value = first.certificate(name);
        return value != null ? value : second.certificate(name);
    }
}
