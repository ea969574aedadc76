/** The choice of algorithms for collective operations. */
@NullMarked
package mpj.testkit.choice;

import org.jspecify.annotations.NullMarked;
