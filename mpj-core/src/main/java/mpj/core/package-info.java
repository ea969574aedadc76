/**
 * The engine: what turns calls on a communicator into messages and completes them.
 *
 * <p>{@link mpj.core.Engine} is one rank; it has no static state, so that many ranks fit in one JVM.
 */
@NullMarked
package mpj.core;

import org.jspecify.annotations.NullMarked;
