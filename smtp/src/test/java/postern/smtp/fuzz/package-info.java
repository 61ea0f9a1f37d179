/// What a stranger may say to the server, or answer to the client. See [postern.vectors.fuzz].
@NullMarked
package postern.smtp.fuzz;

import org.jspecify.annotations.NullMarked;
