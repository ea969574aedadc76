package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * From rank to rank in segments: while one is passed on the next one comes (the pipeline of Pjesivac-Grbovic, Angskun,
 * Bosilca, Fagg, Gabriel, Dongarra: Performance Analysis of MPI Collective Operations, 2007).
 *
 * @param segment bytes
 */
public record BcastChain(long segment) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BCAST;
    }

    @Override
    public String name() {
        return Segments.name("chain", segment);
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.pipeline(f, m, f.ranks() - 1, f.data(), segment, 0);
    }

    @Override
    public Schedule schedule(Task t) {
        Packed data = Packed.of(t);
        Team team = Team.all(t, t.root());
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        boolean sends = team.place() + 1 < team.size();
        if (team.place() == 0) {
            data.pack(steps);
            for (long at = 0; sends && at < data.bytes(); at += segment) {
                data.send(steps, team.rank(1), at, Math.min(segment, data.bytes() - at));
                steps.await();
            }
            return data.build(steps);
        }
        int from = team.rank(team.place() - 1);
        for (long at = 0; at < data.bytes() + segment; at += segment) {
            if (sends && at > 0) {
                long before = at - segment;
                data.send(steps, team.rank(team.place() + 1), before, Math.min(segment, data.bytes() - before));
            }
            data.receive(steps, from, at, Math.clamp(data.bytes() - at, 0, segment));
            steps.await();
        }
        data.unpack(steps);
        return data.build(steps);
    }
}
