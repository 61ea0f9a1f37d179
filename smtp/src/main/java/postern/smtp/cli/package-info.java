/// The command line: one class a subcommand, and [postern.smtp.cli.Main], which finds it.
@NullMarked
package postern.smtp.cli;

import org.jspecify.annotations.NullMarked;
