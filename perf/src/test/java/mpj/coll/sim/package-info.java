/** Tests of the simulator. */
@NullMarked
package mpj.coll.sim;

import org.jspecify.annotations.NullMarked;
