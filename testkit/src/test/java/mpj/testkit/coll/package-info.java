/** Collective operations and reductions, on N ranks in one JVM, against plain loops. */
@NullMarked
package mpj.testkit.coll;

import org.jspecify.annotations.NullMarked;
