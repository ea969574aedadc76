package mpj.core.p2p;

import java.util.Arrays;
import mpj.base.memory.Linux;
import mpj.transport.Transport;

/**
 * The sleep of a rank that has armed all its transports.
 *
 * <p>A single transport sleeps in its own way. Several are slept on by one call, on a descriptor of each: nothing is
 * missed, for each has been armed - which ends with a last look - before, and its descriptor stays readable until it is
 * disarmed.
 */
final class Sleeper {
    /** How long to sleep at a time where a transport has no descriptor, on that one alone. */
    private static final long SLICE_NS = 1_000_000L;

    private static final int NONE = -1;

    private final Transport[] transports;
    private final int[] descriptors;
    /** The place of the transport without a descriptor. */
    private int withoutDescriptor = NONE;

    /** @param all the way to oneself first: nothing happens on it while this rank sleeps */
    Sleeper(Transport[] all) {
        transports = all.length <= 1 ? all : Arrays.copyOfRange(all, 1, all.length);
        descriptors = new int[transports.length];
        if (transports.length > 1) {
            for (int i = 0; i < transports.length; i++) {
                descriptors[i] = transports[i].waitFd();
                if (descriptors[i] < 0) {
                    withoutDescriptor = i;
                }
            }
        }
    }

    /** Sleeps until a transport has work, {@link #wake} is called or the time is over. */
    void sleep(long ns) {
        if (transports.length == 1) {
            transports[0].await(ns);
        } else if (withoutDescriptor != NONE) {
            transports[withoutDescriptor].await(Math.min(ns, SLICE_NS));
        } else {
            Linux.poll(descriptors, ns);
        }
    }

    /** Ends the sleep of another thread. */
    void wake() {
        transports[withoutDescriptor == NONE ? 0 : withoutDescriptor].wake();
    }
}
