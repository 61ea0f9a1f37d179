/// What a sender is told: [postern.smtp.bounce.Report], that a message could not be delivered, or is late.
@NullMarked
package postern.smtp.bounce;

import org.jspecify.annotations.NullMarked;
