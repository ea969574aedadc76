/**
 * A plain, correct algorithm for every collective operation, over point-to-point messages.
 *
 * <p>{@link mpj.core.coll.Collectives} is the face; each operation has a class of its own behind it. A collective runs
 * in the caller's thread from beginning to end and keeps nothing between calls but a shelf of native scratch memory
 * ({@code Scratch}), so that threads may run collectives on different communicators at once, and reductions of users
 * are called outside every lock. Barrier, bcast, the reductions and the scans allocate nothing in steady state.
 */
@NullMarked
package mpj.core.coll;

import org.jspecify.annotations.NullMarked;
