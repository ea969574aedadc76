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
 * Collective Communication Library, 1994).
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
        double share = (double) f.bytes() / f.ranks();
        double allgather = ring
                ? (f.ranks() - 1) * m.level(f).message(share)
                : Costs.halves(f, m, f.bytes(), false);
        return Costs.halves(f, m, f.bytes(), false) + allgather;
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
            Exchanges.ring(steps, team, shares, data.buffer());
        } else {
            Exchanges.doubling(steps, team, shares, data.buffer());
        }
        if (team.place() != 0) {
            data.unpack(steps);
        }
        return data.build(steps);
    }

    /** Down a binomial tree: a place gets the shares of its subtree. */
    private static void scatter(Schedule.Builder steps, Team team, Shares shares, int buffer) {
        int bit = 1;
        while (bit < team.size() && (team.place() & bit) == 0) {
            bit <<= 1;
        }
        if (team.place() != 0) {
            int count = Math.min(bit, team.size() - team.place());
            Exchanges.receive(steps, team.rank(team.place() - bit), buffer, shares, team.place(), count);
            steps.await();
        }
        for (bit >>= 1; bit > 0; bit >>= 1) {
            int child = team.place() + bit;
            if (child < team.size()) {
                int count = Math.min(bit, team.size() - child);
                Exchanges.send(steps, team.rank(child), buffer, shares, child, count);
                steps.await();
            }
        }
    }
}
