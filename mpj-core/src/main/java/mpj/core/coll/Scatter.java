package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Every rank's block from the root, each straight from its place. */
public final class Scatter {
    private Scatter() {}

    /** Not at the root; also in the group that a root in another one deals out to. */
    public static Schedule leaf(int root, long count, Layout layout) {
        return new Schedule.Builder().receive(root, RECEIVE, 0, count, layout).build(0);
    }

    /**
     * At the root.
     *
     * @param inPlace whether its own block stays where it is; {@code count} and {@code layout} do not matter then
     */
    public static Schedule root(int root, int size, boolean inPlace, long count, Layout layout, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        for (int i = 1; i < size; i++) {
            int dest = (root + i) % size;
            steps.send(dest, SEND, blocks.at(dest), blocks.count(dest), blocks.layout(dest));
        }
        if (!inPlace) {
            steps.copy(new Step.Copy(
                    SEND, blocks.at(root), blocks.count(root), blocks.layout(root), RECEIVE, 0, count, layout));
        }
        return steps.build(0);
    }

    /** At the root, to all of another group. */
    public static Schedule toGroup(int remoteSize, Blocks blocks) {
        Schedule.Builder steps = new Schedule.Builder();
        for (int i = 0; i < remoteSize; i++) {
            steps.send(i, SEND, blocks.at(i), blocks.count(i), blocks.layout(i));
        }
        return steps.build(0);
    }
}
