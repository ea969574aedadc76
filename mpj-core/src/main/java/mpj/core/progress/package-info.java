/**
 * Who makes progress and who waits ({@link mpj.core.progress.Progress}): one lock per rank, one leader who polls and
 * sleeps, followers who park until their operation is done or the leader leaves.
 */
@NullMarked
package mpj.core.progress;

import org.jspecify.annotations.NullMarked;
