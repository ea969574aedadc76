/**
 * {@code mpj-bench race}: benchmarks of this library and of others in turns, and the report made of what was found.
 *
 * <p>A {@link mpj.perf.race.Discipline} is what is raced. {@link mpj.perf.race.Peer} tells how each of the others takes part,
 * or why it does not; each part taken is a {@link mpj.perf.race.Contestant}, a command that prints a table. {@link
 * mpj.perf.race.Race} runs them, each once a round. {@link mpj.perf.race.Standings} hold every
 * figure of every round; what is printed, drawn, saved and reported comes from these alone. One thread, no jobs of its
 * own: everything measured is another process.
 */
@NullMarked
package mpj.perf.race;

import org.jspecify.annotations.NullMarked;
