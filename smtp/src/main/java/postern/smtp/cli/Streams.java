package postern.smtp.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;

/// Where a command in Exim's spelling reads and writes.
///
/// @param raw standard output as octets, for a session on it
record Streams(InputStream in, PrintWriter out, PrintWriter err, OutputStream raw) {}
