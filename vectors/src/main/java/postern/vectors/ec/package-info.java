/// Published vectors for elliptic curves: the examples that stand in the RFCs and NIST's validation files.
@NullMarked
package postern.vectors.ec;

import org.jspecify.annotations.NullMarked;
