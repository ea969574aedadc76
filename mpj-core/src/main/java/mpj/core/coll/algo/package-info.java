/**
 * The algorithms, one a file: pure functions from a {@link mpj.core.coll.Task} to a {@link mpj.core.coll.Schedule}, each
 * with its source and its cost. {@link mpj.core.coll.Algorithms} lists them.
 *
 * <p>What all of them obey: who sends what to whom follows from rank, root, node map and {@link mpj.core.coll.Facts}
 * alone; a rank's own layout and whether its call is in place show in its own buffers only. Data whose layout may differ
 * by rank are divided by packed bytes, operands of reductions by elements.
 */
@NullMarked
package mpj.core.coll.algo;

import org.jspecify.annotations.NullMarked;
