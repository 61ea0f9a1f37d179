/// The domain name system: [postern.smtp.dns.DnsjavaResolver], the only user of dnsjava.
@NullMarked
package postern.smtp.dns;

import org.jspecify.annotations.NullMarked;
