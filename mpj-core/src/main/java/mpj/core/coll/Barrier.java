package mpj.core.coll;

import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** Nobody leaves before everybody of another group has come. */
public final class Barrier {
    private Barrier() {}

    /**
     * Of two groups: the first rank of each hears from all of the other group, tells the first rank of that group so,
     * and tells all of that group what it has been told itself.
     */
    public static Schedule betweenGroups(int rank, int remoteSize) {
        Schedule.Builder steps = new Schedule.Builder().unlimited();
        steps.send(0, SEND, 0, 0, Layout.BYTES);
        if (rank == 0) {
            for (int i = 0; i < remoteSize; i++) {
                steps.receive(i, SEND, 0, 0, Layout.BYTES);
            }
            steps.await();
            steps.send(0, SEND, 0, 0, Layout.BYTES);
            steps.receive(0, SEND, 0, 0, Layout.BYTES);
            steps.await();
            for (int i = 0; i < remoteSize; i++) {
                steps.send(i, SEND, 0, 0, Layout.BYTES);
            }
        }
        steps.receive(0, SEND, 0, 0, Layout.BYTES);
        return steps.build(0);
    }
}
