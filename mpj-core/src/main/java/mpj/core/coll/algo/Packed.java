package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;

import mpj.core.coll.Blocks;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * The data of a bcast as bytes that can be divided anywhere, which all ranks see alike: in the user's buffer where its
 * layout has no holes, else packed in scratch memory.
 */
record Packed(int buffer, long bytes, Blocks data) {
    static Packed of(Task t) {
        Blocks data = t.receive();
        return new Packed(data.layout(0).isContiguous() ? RECEIVE : SCRATCH, data.bytes(0), data);
    }

    /** At the root, before anything is sent. */
    void pack(Schedule.Builder steps) {
        if (buffer == SCRATCH) {
            steps.copy(new Step.Copy(
                    RECEIVE, 0, data.count(0), data.layout(0), SCRATCH, 0, bytes, Layout.BYTES));
        }
    }

    /** Not at the root, when all has come. */
    void unpack(Schedule.Builder steps) {
        if (buffer == SCRATCH) {
            steps.await();
            steps.copy(new Step.Copy(
                    SCRATCH, 0, bytes, Layout.BYTES, RECEIVE, 0, data.count(0), data.layout(0)));
        }
    }

    void send(Schedule.Builder steps, int dest, long from, long count) {
        steps.send(dest, buffer, from, count, Layout.BYTES);
    }

    void receive(Schedule.Builder steps, int source, long from, long count) {
        steps.receive(source, buffer, from, count, Layout.BYTES);
    }

    Schedule build(Schedule.Builder steps) {
        return steps.build(buffer == SCRATCH ? bytes : 0);
    }
}
