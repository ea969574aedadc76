package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

/** A block from every rank to every rank of another group. */
public final class Alltoall {
    private Alltoall() {}

    /** Of two groups: a block for each rank of the other group, and one from each, in steps as of an allgather. */
    public static Schedule betweenGroups(int rank, int localSize, int remoteSize, Blocks send, Blocks recv) {
        Schedule.Builder steps = new Schedule.Builder();
        int most = Math.max(localSize, remoteSize);
        for (int step = 0; step < most; step++) {
            int dest = (rank + step) % most;
            int source = (rank + most - step) % most;
            if (dest < remoteSize) {
                steps.send(dest, SEND, send.at(dest), send.count(dest), send.layout(dest));
            }
            if (source < remoteSize) {
                steps.receive(source, RECEIVE, recv.at(source), recv.count(source), recv.layout(source));
            }
            steps.await();
        }
        return steps.build(0);
    }
}
