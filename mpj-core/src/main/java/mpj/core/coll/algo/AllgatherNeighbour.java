package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * A rank swaps with its two neighbours in turn, first its block, then the two blocks that it got last: half the rounds of
 * a ring, for an even number of ranks (Chen, Zhang, Zhang, Yuan: Performance Evaluation of Allgather Algorithms on
 * Terascale Linux Cluster with Fast Ethernet, 2005).
 */
public record AllgatherNeighbour() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLGATHER;
    }

    @Override
    public String name() {
        return "neighbour";
    }

    @Override
    public boolean applies(Facts f) {
        return f.ranks() % 2 == 0;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return m.bothWays(f).message(f.data())
                + (f.ranks() / 2 - 1) * m.bothWays(f).message(2 * f.data())
                + f.data() * m.host().copy(f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        int size = t.size();
        int rank = t.rank();
        boolean even = rank % 2 == 0;
        // pairs of blocks begin at even ones; what a rank gets moves away from it by one pair for each two rounds
        int[] neighbours = even
                ? new int[] {(rank + 1) % size, (rank + size - 1) % size}
                : new int[] {rank - 1, (rank + 1) % size};
        int pair = rank & -2;
        int[] incoming = {pair, pair};
        int outgoing = pair;
        Schedule.Builder steps = new Schedule.Builder();
        Own.place(steps, t);
        Exchanges.send(steps, neighbours[0], RECEIVE, t.receive(), rank, 1);
        Exchanges.receive(steps, neighbours[0], RECEIVE, t.receive(), neighbours[0], 1);
        steps.await();
        for (int round = 1; round < size / 2; round++) {
            int side = round % 2;
            int move = even == (side == 0) ? 2 : size - 2;
            incoming[side] = (incoming[side] + move) % size;
            Exchanges.send(steps, neighbours[side], RECEIVE, t.receive(), outgoing, 2);
            Exchanges.receive(steps, neighbours[side], RECEIVE, t.receive(), incoming[side], 2);
            steps.await();
            outgoing = incoming[side];
        }
        return steps.build(0);
    }
}
