/**
 * jcstress tests: what two ranks may see of each other's memory, by millions of interleavings. Run in short by
 * {@link mpj.perf.stress.StressTest} in every build, at length by the profile {@code jcstress}.
 */
@NullMarked
package mpj.perf.stress;

import org.jspecify.annotations.NullMarked;
