/**
 * What tests of the library are made of.
 *
 * <ul>
 *   <li>{@link mpj.testkit.Ranks} runs N ranks as objects of one JVM, each on a thread of its own, over the in-JVM
 *       process manager {@link mpj.testkit.LocalJob};
 *   <li>{@link mpj.testkit.TransportContract} is the suite that every transport must pass;
 *   <li>{@link mpj.testkit.FaultyProvider} makes of any transport one that delays, refuses and loses peers by seed;
 *   <li>{@link mpj.testkit.BufferKind} makes buffers of every kind, {@link mpj.testkit.Parallel} runs threads that must
 *       end, {@link mpj.testkit.Seed} is randomness that a failed test can replay;
 *   <li>{@link mpj.testkit.TestRun} runs test classes where Maven does not run.
 * </ul>
 */
@NullMarked
package mpj.testkit;

import org.jspecify.annotations.NullMarked;
