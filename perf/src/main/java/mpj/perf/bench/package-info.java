/**
 * {@code mpj-bench}: the benchmarks that users and we ourselves run.
 *
 * <p>{@link mpj.perf.bench.Main} is the command; each benchmark is a {@link mpj.perf.bench.JobCommand}, which starts its
 * own job when it finds itself outside one. The measuring loops are static methods that take everything as parameters
 * and do nothing but communicate; sizes, repetitions and tables are the same as in the C peers under {@code perf/peers}.
 */
@NullMarked
package mpj.perf.bench;

import org.jspecify.annotations.NullMarked;
