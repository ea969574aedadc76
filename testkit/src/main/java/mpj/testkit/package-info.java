/**
 * What tests of the library are made of.
 *
 * <ul>
 *   <li>{@link mpj.testkit.Ranks} runs N ranks as objects of one JVM, each on a thread of its own, over the in-JVM
 *       process manager {@link mpj.testkit.LocalJob};
 * </ul>
 */
@NullMarked
package mpj.testkit;

import org.jspecify.annotations.NullMarked;
