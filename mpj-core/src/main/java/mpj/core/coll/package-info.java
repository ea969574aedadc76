/**
 * Collective operations: algorithms that yield schedules, and what executes these.
 *
 * <p>An {@link mpj.core.coll.Algorithm} is a pure function of a {@link mpj.core.coll.Task}, what one rank's call is, to
 * a {@link mpj.core.coll.Schedule}: rounds of messages and local {@link mpj.core.coll.Step steps} on buffers that are told
 * by number; those between two groups ({@link mpj.core.coll.Bcast#toGroup} and so on) are chosen by the operation alone. A
 * {@link mpj.core.coll.Collective} is a call: a schedule with its buffers. It is run
 * in the caller's thread from beginning to end (blocking: the hot path, which allocates nothing in steady state for
 * barrier, bcast, reductions and scans), or started, and then goes on by whatever thread makes progress
 * ({@code CollectiveOperation}, under the engine lock), once or, persistent, many times.
 * {@link mpj.core.coll.CollectiveState} keeps the schedules of a communicator's recent calls and numbers the nonblocking
 * ones, so that any number of them can be under way.
 *
 * <p>Functions of users are called in the caller's thread by blocking calls, by a thread of the engine's for the others,
 * and never under a lock. Scratch memory comes from shelves that all threads share ({@code Scratch}). Objects, which have
 * no size beforehand, are moved by {@link mpj.core.coll.ObjectCollectives}, blocking alone.
 */
@NullMarked
package mpj.core.coll;

import org.jspecify.annotations.NullMarked;
