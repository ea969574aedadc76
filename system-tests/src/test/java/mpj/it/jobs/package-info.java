/** Programs that check the library from inside a job; a failed check is an exception, which ends the job. */
@NullMarked
package mpj.it.jobs;

import org.jspecify.annotations.NullMarked;
