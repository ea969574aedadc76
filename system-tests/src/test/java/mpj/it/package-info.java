/** Whole jobs, started by the launcher as a user starts them. */
@NullMarked
package mpj.it;

import org.jspecify.annotations.NullMarked;
