/**
 * How objects become bytes and objects again.
 *
 * <p>A {@link mpi.codec.Codec} writes what the library does not write itself: the library has ways of its own for
 * primitive arrays, strings, boxed values, enums, and records of those. {@link mpi.codec.JavaCodec} is the one that is
 * used unless the program or {@code mpjexec --codec} names another. {@link mpi.codec.ClassFilter} says which classes may
 * come out of a message.
 *
 * <p>Codecs are called by the thread that sends, receives or completes a request, never under a lock of the library, by
 * several threads at a time if the program has several.
 */
@NullMarked
package mpi.codec;

import org.jspecify.annotations.NullMarked;
