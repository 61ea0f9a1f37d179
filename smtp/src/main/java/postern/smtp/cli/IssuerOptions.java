package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.pki.GeneralName;
import postern.tls.pki.HostName;
import postern.tls.pki.issue.Issuer;

/// The options that name an authority, and what the commands that issue have in common. A mixin of commands.
final class IssuerOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(names = "--issuer-cert", required = true, paramLabel = "FILE", description = "the authority's certificate")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificateFile;

    @Option(names = "--issuer-key", required = true, paramLabel = "FILE", description = "its private key")
    @SuppressWarnings("NullAway.Init") // required
    private Path keyFile;

    /// The authority; its key stays open until the program ends.
    Issuer issuer() {
        return issuer(command, certificateFile, keyFile);
    }

    static Issuer issuer(CommandSpec command, Path certificateFile, Path keyFile) {
        var credential = new CertificateFiles(command).credential(certificateFile, keyFile);
        return new Issuer(credential.leaf(), credential.key());
    }

    /// A DNS name, a wildcard, an address, or a mail address.
    static GeneralName generalName(String text) {
        boolean isMail = text.contains("@") && !text.startsWith("*.");
        return isMail ? new GeneralName.Mail(text) : serverName(text);
    }

    /// A DNS name, a wildcard, or an address.
    static GeneralName serverName(String text) {
        return text.startsWith("*.")
                ? new GeneralName.DnsName("*." + HostName.of(text.substring(2)))
                : HostName.of(text).asGeneralName();
    }

    static List<GeneralName> generalNames(List<String> texts) {
        return texts.stream().map(IssuerOptions::generalName).toList();
    }

    /// Runs what makes and writes files; words that cannot be used become wrong usage.
    static Integer making(CommandSpec command, Callable<?> work) throws Exception {
        try {
            work.call();
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(
                    command.commandLine(), e.getFile() + " exists already; remove it or name another file", e);
        } catch (NoSuchFileException e) {
            throw new ParameterException(command.commandLine(), "there is no directory for " + e.getFile(), e);
        } catch (IOException e) {
            throw new CommandException("cannot write: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
