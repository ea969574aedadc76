package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.datatype.Layout;

/** One rank's elements to all others. */
public final class Bcast {
    private Bcast() {}

    /** Down a binomial tree; ranks are counted from the root. */
    public static Schedule binomial(int rank, int size, int root, long count, Layout layout) {
        Schedule.Builder steps = new Schedule.Builder();
        binomial(steps, rank, size, root, RECEIVE, 0, count, layout);
        return steps.build(0);
    }

    static void binomial(
            Schedule.Builder steps,
            int rank,
            int size,
            int root,
            int buffer,
            long offset,
            long count,
            Layout layout) {
        int place = (rank + size - root) % size;
        int bit = 1;
        while (bit < size && (place & bit) == 0) {
            bit <<= 1;
        }
        if (place != 0) {
            steps.receive((place - bit + root) % size, buffer, offset, count, layout).await();
        }
        // the largest subtree first, and one after the other: it has the longest way
        for (bit >>= 1; bit > 0; bit >>= 1) {
            if (place + bit < size) {
                steps.send((place + bit + root) % size, buffer, offset, count, layout).await();
            }
        }
    }

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
