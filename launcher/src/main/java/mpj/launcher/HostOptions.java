package mpj.launcher;

import mpj.base.net.PortRange;
import org.jspecify.annotations.Nullable;

/**
 * How other hosts are reached.
 *
 * @param launcher the command that starts a command on a host
 * @param network the interfaces to use, as {@code --tcp-if} names them, or null for all
 * @param portRange the ports to listen on
 * @param preload whether the class path is shipped
 * @param silenceMs how long a host may be silent before it counts as lost
 * @param startMs how long a host may take to report
 */
record HostOptions(
        String launcher,
        @Nullable String network,
        PortRange portRange,
        boolean preload,
        long silenceMs,
        long startMs) {
    /** No questions, which nobody could answer, and an answer within a time. */
    static final String SSH = "ssh -o BatchMode=yes -o ConnectTimeout=10 -T -x";

    static final long SILENCE_MS = 10_000;
    static final long START_MS = 30_000;
}
