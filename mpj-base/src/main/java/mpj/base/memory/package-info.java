/**
 * Memory as the engine and the transports see it: raw addresses ({@link mpj.base.memory.RawMemory}), users' buffers of
 * any kind behind one face ({@link mpj.base.memory.BufferView}) and the few system calls that Java lacks
 * ({@link mpj.base.memory.Linux}).
 *
 * <p>Everything here is callable from any thread; a {@code BufferView} itself belongs to whoever holds the engine lock.
 * The hot path is {@code BufferView.copyTo} and {@code copyFrom}.
 */
@NullMarked
package mpj.base.memory;

import org.jspecify.annotations.NullMarked;
