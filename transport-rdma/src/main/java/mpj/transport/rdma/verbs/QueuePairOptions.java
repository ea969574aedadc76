package mpj.transport.rdma.verbs;

import org.jspecify.annotations.Nullable;

/**
 * What a queue pair is made of.
 *
 * @param completions where its sends and receives complete
 * @param sharedReceives where its receives are taken from; null: it has its own
 * @param sendDepth how many sends it holds
 * @param receiveDepth how many receives of its own it holds; 0 with {@code sharedReceives}
 * @param maxInline bytes that {@link SendRequest#INLINE} takes, up to {@link DeviceLimits#maxInline}
 * @param reads how many reads and atomics may be under way in each direction, up to {@link DeviceLimits#maxReads}
 * @param retries how often an unanswered packet is sent again, 0 .. 7, before {@link CompletionStatus#RETRY_EXCEEDED}
 * @param ackTimeoutExponent the time after which a packet counts as unanswered is 4.096 us times 2 to this power; 17 is
 *     half a second. Where a provider or a link cannot set it (iWARP has TCP below), the system's value holds
 * @param notReadyRetries how often the <em>peer</em> sends a message again that met no receive here, before its
 *     {@link CompletionStatus#NOT_READY_EXCEEDED}; 7: for ever. With iWARP such a message ends the connection
 */
public record QueuePairOptions(
        CompletionQueue completions,
        @Nullable SharedReceiveQueue sharedReceives,
        int sendDepth,
        int receiveDepth,
        int maxInline,
        int reads,
        int retries,
        int ackTimeoutExponent,
        int notReadyRetries) {
    public static final int FOR_EVER = 7;

    /**
     * Checks that a device can make such a queue pair.
     *
     * @throws VerbsException naming what is too much, with the limit
     */
    public void check(DeviceLimits limits) throws VerbsException {
        if (sendDepth < 1
                || Math.max(sendDepth, receiveDepth) > limits.maxQueueDepth()
                || maxInline > limits.maxInline()) {
            throw new VerbsException(Errno.EINVAL, "a queue pair of " + sizes() + "; this device has queues of up to "
                    + limits.maxQueueDepth() + " and takes up to " + limits.maxInline() + " bytes inline");
        }
    }

    /** The sizes in words. */
    public String sizes() {
        return sendDepth + " sends, " + receiveDepth + " receives, " + maxInline + " bytes inline";
    }

    /**
     * With own receives or shared ones, and for the rest what suits most; inline and reads up to the device's limits.
     */
    public static QueuePairOptions of(
            DeviceLimits limits,
            CompletionQueue completions,
            @Nullable SharedReceiveQueue sharedReceives,
            int sendDepth,
            int receiveDepth) {
        return new QueuePairOptions(
                completions,
                sharedReceives,
                sendDepth,
                receiveDepth,
                Math.min(limits.maxInline(), 128),
                Math.min(limits.maxReads(), 16),
                7,
                16,
                FOR_EVER);
    }
}
