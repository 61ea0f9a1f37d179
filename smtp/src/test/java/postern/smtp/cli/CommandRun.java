package postern.smtp.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// One run of the command line in this JVM.
///
/// @param status the exit status
/// @param out standard output
/// @param err standard error
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var commandLine = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = executeWithEmptyInput(commandLine, arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new CommandRun(status, out.toString(), err.toString());
    }

    /// The standard input of a JVM that runs tests belongs to whoever started it, and may never end.
    private static int executeWithEmptyInput(CommandLine commandLine, String... arguments) {
        var input = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            return commandLine.execute(arguments);
        } finally {
            System.setIn(input);
        }
    }
}
