package postern.smtp.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

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
        int status = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new CommandRun(status, out.toString(), err.toString());
    }
}
