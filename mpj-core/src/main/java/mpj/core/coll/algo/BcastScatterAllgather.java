package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * A share of the data to each rank down a binomial tree, then all shares to all by recursive doubling or round a ring
 * (van de Geijn: On Global Combine Operations, 1994; Barnett, Gupta, Payne, Shuler, van de Geijn, Watts: Interprocessor
 * Collective Communication Library, 1994). A rank is not given again what it has had for its subtree (Zhou, Marjanovic,
 * Niethammer, Gracia: A Bandwidth-saving Optimization for MPI Broadcast Collective Operation, 2015).
 *
 * @param ring else by recursive doubling, of a power of two of ranks
 */
public record BcastScatterAllgather(boolean ring) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BCAST;
    }

    @Override
    public String name() {
        return ring ? "scatter-ring" : "scatter-doubling";
    }

    @Override
    public boolean applies(Facts f) {
        return ring || Costs.isPowerOfTwo(f.ranks());
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double share = f.data() / f.ranks();
        double allgather = ring
                ? (f.ranks() - 1) * m.bothWays(f).message(share)
                : Costs.halves(f, m, f.data(), false);
        return Costs.shares(f, m, f.data()) + allgather;
    }

    @Override
    public Schedule schedule(Task t) {
        Packed data = Packed.of(t);
        Team team = Team.all(t, t.root());
        Shares shares = new Shares(data.bytes(), team.size(), Layout.BYTES);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        if (team.place() == 0) {
            data.pack(steps);
        }
        scatter(steps, team, shares, data.buffer());
        if (ring) {
            Exchanges.ring(steps, team, shares, data.buffer(), place -> subtree(place, team.size()));
        } else {
            Exchanges.doubling(steps, team, shares, data.buffer(), place -> subtree(place, team.size()));
        }
        if (team.place() != 0) {
            data.unpack(steps);
        }
        return data.build(steps);
    }

    /** The places of a place's subtree, which follow it. */
    private static int subtree(int place, int size) {
        return place == 0 ? size : Math.min(Integer.lowestOneBit(place), size - place);
    }

    /** Down a binomial tree: a place gets the shares of its subtree. */
    private static void scatter(Schedule.Builder steps, Team team, Shares shares, int buffer) {
        int place = team.place();
        int mine = subtree(place, team.size());
        if (place != 0) {
            Exchanges.receive(steps, team.rank(place & (place - 1)), buffer, shares, place, mine);
            steps.await();
        }
        for (int bit = Integer.highestOneBit(mine - 1); bit > 0; bit >>= 1) {
            int child = place + bit;
            Exchanges.send(steps, team.rank(child), buffer, shares, child, subtree(child, team.size()));
            steps.await();
        }
    }
}
