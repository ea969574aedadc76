/** Programs that the tests have the launcher start; each shows one behaviour, good or bad. */
@NullMarked
package mpj.it.program;

import org.jspecify.annotations.NullMarked;
