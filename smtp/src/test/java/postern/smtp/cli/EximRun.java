package postern.smtp.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// One run of a command line in Exim's spelling, in this JVM.
record EximRun(int status, String out, String err) {
    static EximRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var streams = new Streams(
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(err),
                OutputStream.nullOutputStream());
        int status = new EximCommandLine(streams).run(List.of(arguments));
        return new EximRun(status, out.toString(), err.toString());
    }
}
