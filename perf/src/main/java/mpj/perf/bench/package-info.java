/**
 * {@code mpj-bench}: the benchmarks that users and we ourselves run.
 *
 * <p>{@link mpj.perf.bench.Main} is the command; each benchmark is a {@link mpj.perf.bench.JobCommand}, which starts its
 * own job when it finds itself outside one. {@link mpj.perf.bench.SweepBench} goes through sizes and kinds of buffers;
 * what two ranks then do is an {@link mpj.perf.bench.Exchange}, what all do a {@link mpj.perf.bench.CollectiveCall}, and a
 * message's memory with its content a {@link mpj.perf.bench.Payload}. The measuring loops do nothing but communicate;
 * sizes, repetitions and tables are the same as in the C peers under {@code perf/peers}.
 */
@NullMarked
package mpj.perf.bench;

import org.jspecify.annotations.NullMarked;
