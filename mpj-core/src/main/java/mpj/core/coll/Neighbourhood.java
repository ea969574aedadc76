package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.comm.Communicator;

/** Blocks to and from a rank's neighbours in a topology, each straight; {@code PROC_NULL} is nobody. */
public final class Neighbourhood {
    private Neighbourhood() {}

    /**
     * All messages at once.
     *
     * @param sources where blocks come from; blocks from one rank are taken in the order of this array
     * @param destinations where blocks go; blocks to one rank leave in the order of this array
     * @param places the block of {@code recv} that each source fills
     */
    public static Schedule direct(int[] sources, int[] destinations, int[] places, Blocks send, Blocks recv) {
        Schedule.Builder steps = new Schedule.Builder();
        steps.unlimited();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != Communicator.PROC_NULL) {
                int block = places[i];
                steps.receive(sources[i], RECEIVE, recv.at(block), recv.count(block), recv.layout(block));
            }
        }
        for (int i = 0; i < destinations.length; i++) {
            if (destinations[i] != Communicator.PROC_NULL) {
                steps.send(destinations[i], SEND, send.at(i), send.count(i), send.layout(i));
            }
        }
        return steps.build(0);
    }
}
