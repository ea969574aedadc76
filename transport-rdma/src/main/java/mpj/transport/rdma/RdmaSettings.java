package mpj.transport.rdma;

import mpj.base.config.Parameters;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.LockedMemory;

/**
 * The sizes that a rank works with: what the parameters say, within what the device and the limit of locked memory
 * allow.
 *
 * @param maxSend the largest payload of one message
 * @param window messages that a peer may send before this rank has looked
 * @param depth requests under way on a queue pair
 * @param sharedReceives buffers that peers share; 0: each has its own
 * @param rings how rings are used
 * @param poolBytes the most registered memory of the library's own
 * @param cacheBytes the most registered memory of the program's that nobody uses now
 * @param timeoutNs how long a peer may be out of reach
 * @param others how many other ranks the job has
 */
record RdmaSettings(
        int maxSend,
        int window,
        int depth,
        int sharedReceives,
        RingSettings rings,
        long poolBytes,
        long cacheBytes,
        long timeoutNs,
        int others) {
    private static final long POOL_BYTES = 256L << 20;
    private static final long CACHE_BYTES = 16L << 30;
    private static final int EAGER_BYTES = 16 << 10;
    /** The same where little memory may be locked. */
    private static final int SMALL_EAGER_BYTES = 4 << 10;

    private static final long LITTLE_BYTES = 2 << 20;
    private static final int LINE = 64;
    static final int MIN_WINDOW = 2;
    static final int MIN_SHARED = 32;
    static final int MAX_DEPTH = 4096;
    private static final long SECOND_NS = 1_000_000_000L;

    /**
     * @param memlock how many bytes this process may lock
     * @param size the job's number of ranks
     * @param strict whether a message that meets no receive ends the connection: others are sent again
     */
    static RdmaSettings of(Parameters parameters, DeviceLimits limits, long memlock, int size, boolean strict) {
        long pool = Math.min(memlock / 2, parameters.bytes(RdmaParameters.POOL, POOL_BYTES));
        long cache = parameters.bytes(RdmaParameters.CACHE, Math.min(memlock / 4, CACHE_BYTES));
        int eager = (int)
                parameters.bytes(RdmaParameters.EAGER, pool < LITTLE_BYTES ? SMALL_EAGER_BYTES : EAGER_BYTES);
        int others = Math.max(1, size - 1);
        int depth = Math.min(limits.maxQueueDepth(), parameters.integer(RdmaParameters.DEPTH, 64));
        int window = parameters.integer(RdmaParameters.WINDOW, 32);
        // receives take half of the pool at most
        long frames = pool / 2 / frameBytes(eager);
        long wanted = others * (long) (window + Channel.RESERVE);
        int shared = shared(parameters, limits, frames, wanted, strict ? wanted : Math.min(MIN_SHARED, wanted));
        if (shared == 0) {
            long share = frames / others - Channel.RESERVE;
            window = Math.clamp(share, MIN_WINDOW, Math.min(window, limits.maxQueueDepth() - Channel.RESERVE));
        }
        int timeoutS = parameters.integer(RdmaParameters.TIMEOUT, 30);
        RingSettings rings = RingSettings.of(parameters);
        return new RdmaSettings(eager, window, depth, shared, rings, pool, cache, timeoutS * SECOND_NS, others);
    }

    private static int shared(Parameters parameters, DeviceLimits limits, long frames, long wanted, long least) {
        int most = parameters.integer(RdmaParameters.SRQ_DEPTH, 1024);
        boolean allowed = parameters.isOn(RdmaParameters.SRQ, true);
        long possible = Math.min(Math.min(most, limits.maxSharedReceives()), Math.min(frames, wanted));
        return allowed && possible >= least ? (int) possible : 0;
    }

    private static int frameBytes(int payload) {
        return Frame.HEADER_BYTES + payload + LINE - 1 & -LINE;
    }

    /** A buffer for one message, with its header. */
    int frameBytes() {
        return frameBytes(maxSend);
    }

    /** How many of the other ranks to count with, at most so many. */
    int peers(int most) {
        return Math.min(others, most);
    }

    /** That {@link #poolBytes} hold nothing, with the cure. */
    String tooLittle() {
        return "the " + poolBytes + " bytes of registered memory that it may have hold no buffer of " + frameBytes()
                + " bytes; raise MPJ_RDMA_POOL" + LockedMemory.cure();
    }
}
