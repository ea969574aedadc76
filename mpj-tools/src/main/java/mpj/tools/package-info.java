/**
 * What runs inside a rank besides the program: {@link mpj.tools.Run}, the runner {@code mpj}, starts the program's
 * {@code main} as the {@code java} command would, finalizes MPI after it, and ends the whole job when an exception
 * leaves it. {@link mpj.tools.InfoMain} is {@code mpj-info}; {@link mpj.tools.Training} the program that ahead-of-time caches
 * are recorded from.
 */
@NullMarked
package mpj.tools;

import org.jspecify.annotations.NullMarked;
