/** A rank's way to itself: a queue in its own memory. The hot path is {@code send} and {@code poll}. */
@NullMarked
package mpj.transport.self;

import org.jspecify.annotations.NullMarked;
