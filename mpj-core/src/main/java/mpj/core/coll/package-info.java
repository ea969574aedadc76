/** A plain, correct algorithm for every collective operation, over point-to-point messages. */
@NullMarked
package mpj.core.coll;

import org.jspecify.annotations.NullMarked;
