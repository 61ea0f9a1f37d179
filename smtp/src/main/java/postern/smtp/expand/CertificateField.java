package postern.smtp.expand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `${certextract{field}{$variable}…}`.
///
/// @param variable the variable that holds the certificate
record CertificateField(String variable) implements Item.Rule {
    @Override
    public @Nullable Value apply(Evaluation evaluation, List<Value> arguments) {
        if (!CertificateVariables.isOne(variable)) {
            throw ExpansionStop.failed("\"" + variable + "\" is not a certificate");
        }
        var certificate = evaluation.certificate(variable);
        var field = certificate == null
                ? null
                : CertificateFields.extract(arguments.getFirst().text(), certificate);
        // What a peer's certificate says, the peer says, even if an authority has signed it.
        return field == null ? null : new Value(field, variable.endsWith("peercert") ? Taint.PEER : Taint.NONE);
    }
}
