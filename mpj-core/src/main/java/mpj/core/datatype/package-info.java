/**
 * What an element of a message looks like in memory, and how two are combined.
 *
 * <p>{@link mpj.core.datatype.Layout} is what the engine knows of a datatype; it and all it consists of are immutable and
 * may be used by any thread. Moving bytes by one is a hot path.
 */
@NullMarked
package mpj.core.datatype;

import org.jspecify.annotations.NullMarked;
