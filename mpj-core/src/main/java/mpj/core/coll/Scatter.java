package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Every block of a group from a root in another one, each straight from its place. */
public final class Scatter {
    private Scatter() {}

    /** In the group that the root deals out to. */
    public static Schedule leaf(int root, long count, Layout layout) {
        return new Schedule.Builder().receive(root, RECEIVE, 0, count, layout).build(0);
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
