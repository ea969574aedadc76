/** Tests of what is known of the machine. */
@NullMarked
package mpj.base.host;

import org.jspecify.annotations.NullMarked;
