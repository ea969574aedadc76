/**
 * How a process learns its place in a job and meets its peers: the process-management contract
 * ({@link mpj.wireup.ProcessManager}) and its clients.
 *
 * <p>One client is chosen at start from the environment. Calls may block; none is on the hot path.
 */
@NullMarked
package mpj.wireup;

import org.jspecify.annotations.NullMarked;
