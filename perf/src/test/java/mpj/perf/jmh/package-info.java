/** JMH benchmarks of parts: what a copy, a match or a record costs by itself. Run by the profile {@code jmh}. */
@NullMarked
package mpj.perf.jmh;

import org.jspecify.annotations.NullMarked;
