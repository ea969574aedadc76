/** The engine's lock under stress; here because it is of this package. */
@NullMarked
package mpj.core.progress;

import org.jspecify.annotations.NullMarked;
