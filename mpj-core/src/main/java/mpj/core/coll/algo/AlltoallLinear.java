package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * In step k a rank sends k ranks ahead and receives from k behind; so many steps are under way at once, one of which is
 * the pairwise exchange (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in MPICH,
 * 2005). In place, what a rank gives is set aside first.
 *
 * @param together steps at once; at most 32
 */
public record AlltoallLinear(int together) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLTOALL;
    }

    @Override
    public String name() {
        return together == 1 ? "pairwise" : "linear-" + together;
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        CostModel.Level level = m.exchange(f, f.ranksPerNode());
        double rounds = Math.ceil((f.ranks() - 1.0) / together);
        return rounds * level.message(f.data())
                + (f.ranks() - 1 - rounds) * level.next(f.data())
                + f.data() * m.host().copy(f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder().sparse(t.varying());
        int size = t.size();
        int rank = t.rank();
        Blocks receive = t.receive();
        long[] aside = t.inPlace() ? setAside(steps, t) : new long[0];
        Own.place(steps, t);
        for (int step = 1; step < size; step++) {
            int dest = (rank + step) % size;
            int source = (rank + size - step) % size;
            if (t.inPlace()) {
                steps.send(dest, SCRATCH, aside[dest], receive.bytes(dest), Layout.BYTES);
            } else {
                steps.send(dest, SEND, t.send().at(dest), t.send().count(dest), t.send().layout(dest));
            }
            steps.receive(source, RECEIVE, receive.at(source), receive.count(source), receive.layout(source));
            if (step % together == 0) {
                // not where a number of messages is reached: without those of no bytes that would differ by rank
                steps.await();
            }
        }
        return steps.build(t.inPlace() ? aside[size] : 0);
    }

    /** Packs the blocks for others; where they are then, and after them the end of the last one. */
    private static long[] setAside(Schedule.Builder steps, Task t) {
        Blocks blocks = t.receive();
        long[] aside = new long[t.size() + 1];
        for (int i = 0; i < t.size(); i++) {
            long bytes = i == t.rank() ? 0 : blocks.bytes(i);
            if (bytes > 0) {
                steps.copy(new Step.Copy(
                        RECEIVE,
                        blocks.at(i),
                        blocks.count(i),
                        blocks.layout(i),
                        SCRATCH,
                        aside[i],
                        bytes,
                        Layout.BYTES));
            }
            aside[i + 1] = aside[i] + Schedule.aligned(bytes);
        }
        return aside;
    }
}
