package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Every rank's block to every rank. */
public final class Allgather {
    private Allgather() {}

    /**
     * Round a ring: in each step a rank passes on the block that it got in the last.
     *
     * @param inPlace whether a rank's own block is in its place already; {@code count} and {@code layout} do not matter
     *     then
     */
    public static Schedule ring(int rank, int size, boolean inPlace, long count, Layout layout, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        if (!inPlace) {
            Gather.own(steps, rank, count, layout, blocks);
        }
        int right = (rank + 1) % size;
        int left = (rank + size - 1) % size;
        int outgoing = rank;
        for (int step = 1; step < size; step++) {
            int incoming = (outgoing + size - 1) % size;
            steps.send(right, RECEIVE, blocks.at(outgoing), blocks.count(outgoing), blocks.layout(outgoing));
            steps.receive(left, RECEIVE, blocks.at(incoming), blocks.count(incoming), blocks.layout(incoming));
            steps.await();
            outgoing = incoming;
        }
        return steps.build(0);
    }

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
