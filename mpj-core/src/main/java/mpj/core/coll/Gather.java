package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Every rank's block to the root, each straight to its place. */
public final class Gather {
    private Gather() {}

    /** Not at the root; also in the group that a root in another one gathers from. */
    public static Schedule leaf(int root, long count, Layout layout) {
        return new Schedule.Builder().send(root, SEND, 0, count, layout).build(0);
    }

    /**
     * At the root.
     *
     * @param inPlace whether its own block is there already; {@code count} and {@code layout} do not matter then
     */
    public static Schedule root(int root, int size, boolean inPlace, long count, Layout layout, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        for (int i = 1; i < size; i++) {
            int source = (root + i) % size;
            steps.receive(source, RECEIVE, blocks.at(source), blocks.count(source), blocks.layout(source));
            if (i == 1 && !inPlace) {
                own(steps, root, count, layout, blocks);
            }
        }
        if (size == 1 && !inPlace) {
            own(steps, root, count, layout, blocks);
        }
        return steps.build(0);
    }

    /** Copies a rank's own block to its place. */
    static void own(Schedule.Builder steps, int rank, long count, Layout layout, Blocks blocks) {
        steps.copy(new Step.Copy(
                SEND, 0, count, layout, RECEIVE, blocks.at(rank), blocks.count(rank), blocks.layout(rank)));
    }

    /** At the root, from all of another group. */
    public static Schedule fromGroup(int remoteSize, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        for (int i = 0; i < remoteSize; i++) {
            steps.receive(i, RECEIVE, blocks.at(i), blocks.count(i), blocks.layout(i));
        }
        return steps.build(0);
    }
}
