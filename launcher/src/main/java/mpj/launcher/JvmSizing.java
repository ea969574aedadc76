package mpj.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * The JVM options by which ranks share a machine that each JVM would size itself for alone.
 *
 * <p>They come before the user's options, so that the user's hold; those that the JVM refuses beside one of the user's
 * are left out.
 */
final class JvmSizing {
    /** What a JVM takes of the memory when alone, and what all ranks together may take, in percent. */
    private static final double ALONE = 25;

    private static final double TOGETHER = 70;

    private JvmSizing() {}

    /**
     * The options for a rank.
     *
     * @param ranks on this machine
     * @param processors of this machine, shared by the ranks
     * @param bound whether each rank has processors of its own, by which its JVM sizes its threads itself
     * @param mayChooseCollector whether all of the JVM's options are known
     * @param given the user's options
     */
    static List<String> options(
            int ranks, int processors, boolean bound, boolean mayChooseCollector, List<String> given) {
        List<String> options = new ArrayList<>();
        if (TOGETHER / ranks < ALONE) {
            options.add("-XX:MaxRAMPercentage=" + TOGETHER / ranks);
        }
        if (bound || ranks == 1) {
            return options;
        }
        int share = Math.max(1, processors / ranks);
        if (share == 1 && mayChooseCollector && !choosesCollector(given)) {
            options.add("-XX:+UseSerialGC");
        } else if (!mentions(given, "GCThreads=")) {
            options.add("-XX:ParallelGCThreads=" + collectorThreads(share));
            options.add("-XX:ConcGCThreads=" + Math.max(1, collectorThreads(share) / 4));
        }
        options.add("-XX:CICompilerCount=" + compilerThreads(share));
        return options;
    }

    private static boolean choosesCollector(List<String> given) {
        for (String option : given) {
            if (option.startsWith("-XX:+Use") && option.endsWith("GC")) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(List<String> given, String part) {
        for (String option : given) {
            if (option.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** As HotSpot: all of 8 processors, five eighths of the rest. */
    private static int collectorThreads(int processors) {
        return processors <= 8 ? processors : 8 + (processors - 8) * 5 / 8;
    }

    /** As HotSpot's tiered policy: log2 n * log2 log2 n * 3 / 2, at least one for each of the two compilers. */
    private static int compilerThreads(int processors) {
        int log = log2(processors);
        return Math.max(2, log * log2(Math.max(1, log)) * 3 / 2);
    }

    private static int log2(int value) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
    }
}
