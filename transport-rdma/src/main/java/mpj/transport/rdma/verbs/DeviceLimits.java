package mpj.transport.rdma.verbs;

/**
 * What a device can do through its provider. A limit of what a queue pair can be asked for; memory may set a lower one.
 *
 * @param mtu the path's largest packet in bytes; 0 where the provider cannot tell
 * @param maxMessage the most bytes of one send, write or read
 * @param maxRegion the most bytes of one region
 * @param maxInline the most bytes that {@link SendRequest#INLINE} takes; 0: none
 * @param maxQueueDepth the most requests a queue of a queue pair can hold
 * @param maxCompletions the most completions a completion queue can hold
 * @param maxReads how many reads and atomics may be under way at once on a queue pair; further ones wait in the adapter
 * @param maxSharedReceives the most requests a shared receive queue can hold; 0: there are none
 * @param atomics whether there are {@link SendRequest#fetchAdd} and {@link SendRequest#compareSwap}; these are atomic
 *     among those of the same device only
 * @param immediate whether there are {@link SendRequest#sendImmediate} and {@link SendRequest#writeImmediate}
 * @param readTargetAccess the {@link Access} that a region needs to be the destination of reads: iWARP wants more
 */
public record DeviceLimits(
        int mtu,
        long maxMessage,
        long maxRegion,
        int maxInline,
        int maxQueueDepth,
        int maxCompletions,
        int maxReads,
        int maxSharedReceives,
        boolean atomics,
        boolean immediate,
        int readTargetAccess) {
    /**
     * Checks that a region can be so long.
     *
     * @throws VerbsException with the limit
     */
    public void checkRegion(long length) throws VerbsException {
        if (length < 1 || length > maxRegion) {
            throw new VerbsException(
                    Errno.EINVAL, "a region of " + length + " bytes; this device's have 1 to " + maxRegion);
        }
    }
}
