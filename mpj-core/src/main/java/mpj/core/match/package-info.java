/** Matching of arrivals with posted receives. */
@NullMarked
package mpj.core.match;

import org.jspecify.annotations.NullMarked;
