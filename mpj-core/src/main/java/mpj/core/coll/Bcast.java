package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.datatype.Layout;

/** One rank's elements to all of another group. */
public final class Bcast {
    private Bcast() {}

    /** At the root in another group: straight to everybody there. */
    public static Schedule toGroup(int remoteSize, long count, Layout layout) {
        Schedule.Builder steps = new Schedule.Builder();
        for (int i = 0; i < remoteSize; i++) {
            steps.send(i, RECEIVE, 0, count, layout);
        }
        return steps.build(0);
    }

    /** In a group whose root is in another one. */
    public static Schedule fromGroup(int root, long count, Layout layout) {
        return new Schedule.Builder().receive(root, RECEIVE, 0, count, layout).build(0);
    }
}
