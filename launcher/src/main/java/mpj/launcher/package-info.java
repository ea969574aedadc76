/**
 * {@code mpjexec}: starts the ranks of a job on its hosts, watches over them, and ends them together.
 *
 * <p>{@link mpj.launcher.Main} reads the command line into a {@link mpj.launcher.JobSpec}; a {@link mpj.launcher.Job}
 * starts one {@link mpj.launcher.RankProcess} for each rank, listens to them through the
 * {@link mpj.launcher.ControlServer}, copies their output through {@link mpj.launcher.OutputPump}s, and decides how the
 * job ends. Ranks are started by the main thread, which lives until the launcher's end, because the kernel's
 * "parent died" signal follows the thread that started a process.
 *
 * <p>{@link mpj.launcher.AotCache} knows where the ahead-of-time caches are, {@link mpj.launcher.AotTraining} makes them.
 *
 * <p>Ranks of this host are {@link mpj.launcher.LocalRanks}. Each other host has an {@link mpj.launcher.Agent}, which has
 * its own {@code LocalRanks}, and whose other end here is a {@link mpj.launcher.RemoteHost}.
 *
 * <p>The way to the first rank of this host is free of lambdas, regular expressions and picocli, which cost a cold JVM 1 to
 * 100 ms
 * each; picocli writes the help text.
 */
@NullMarked
package mpj.launcher;

import org.jspecify.annotations.NullMarked;
