package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * In each round a rank gives all it has to a rank twice as far behind, for any number of ranks (Bruck, Ho, Kipnis, Upfal,
 * Weathersby: Efficient Algorithms for All-to-All Communications in Multiport Message-Passing Systems, 1997). Blocks go
 * straight to their places, in two messages where they pass the last one, rather than be rotated at the end.
 */
public record AllgatherBruck() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLGATHER;
    }

    @Override
    public String name() {
        return "bruck";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double cost = f.data() * m.host().copy(f.data());
        for (long have = 1; have < f.ranks(); have *= 2) {
            double bytes = Math.min(have, f.ranks() - have) * f.data();
            // of a second message here and there
            cost += m.exchange(f, have).message(bytes) + m.exchange(f, have).next(0);
        }
        return cost;
    }

    @Override
    public Schedule schedule(Task t) {
        int size = t.size();
        Schedule.Builder steps = new Schedule.Builder();
        Own.place(steps, t);
        for (long have = 1; have < size; have *= 2) {
            int count = (int) Math.min(have, size - have);
            int source = (int) ((t.rank() + have) % size);
            send(steps, (int) ((t.rank() + size - have) % size), t.receive(), t.rank(), count, size);
            receive(steps, source, t.receive(), source, count, size);
            steps.await();
        }
        return steps.build(0);
    }

    private static void send(Schedule.Builder steps, int dest, Blocks blocks, int first, int count, int size) {
        int upper = Math.min(count, size - first);
        Exchanges.send(steps, dest, RECEIVE, blocks, first, upper);
        if (upper < count) {
            Exchanges.send(steps, dest, RECEIVE, blocks, 0, count - upper);
        }
    }

    private static void receive(Schedule.Builder steps, int source, Blocks blocks, int first, int count, int size) {
        int upper = Math.min(count, size - first);
        Exchanges.receive(steps, source, RECEIVE, blocks, first, upper);
        if (upper < count) {
            Exchanges.receive(steps, source, RECEIVE, blocks, 0, count - upper);
        }
    }
}
