package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Every block of a group to a root in another one, each straight to its place. */
public final class Gather {
    private Gather() {}

    /** In the group that the root gathers from. */
    public static Schedule leaf(int root, long count, Layout layout) {
        return new Schedule.Builder().send(root, SEND, 0, count, layout).build(0);
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
