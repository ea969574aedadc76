/** Tests of the wire-up. */
@NullMarked
package mpj.wireup;

import org.jspecify.annotations.NullMarked;
