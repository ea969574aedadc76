package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Every rank's block to every rank of another group. */
public final class Allgather {
    private Allgather() {}

    /**
     * Of two groups: a rank gets the blocks of the other group's ranks, each straight. In each step the ranks of both
     * groups are paired, as far as there are enough.
     */
    public static Schedule betweenGroups(
            int rank, int localSize, int remoteSize, long count, Layout layout, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        int most = Math.max(localSize, remoteSize);
        for (int step = 0; step < most; step++) {
            int dest = (rank + step) % most;
            int source = (rank + most - step) % most;
            if (dest < remoteSize) {
                steps.send(dest, SEND, 0, count, layout);
            }
            if (source < remoteSize) {
                steps.receive(source, RECEIVE, blocks.at(source), blocks.count(source), blocks.layout(source));
            }
            steps.await();
        }
        return steps.build(0);
    }
}
