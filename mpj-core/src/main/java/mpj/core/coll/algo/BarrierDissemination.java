package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * In round k a rank tells the rank 2^k ahead and hears from the one 2^k behind (Hensgen, Finkel, Manber: Two Algorithms
 * for Barrier Synchronization, 1988).
 */
public record BarrierDissemination() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BARRIER;
    }

    @Override
    public String name() {
        return "dissemination";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.growing(f, m, 2, 0);
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder();
        disseminate(steps, Team.all(t, t.rank()));
        return steps.build(0);
    }

    /** Among the places of a team that counts from the caller. */
    static void disseminate(Schedule.Builder steps, Team team) {
        for (long distance = 1; distance < team.size(); distance <<= 1) {
            steps.send(team.rank((int) distance), Schedule.SEND, 0, 0, Layout.BYTES);
            steps.receive(team.rank((int) (team.size() - distance)), Schedule.SEND, 0, 0, Layout.BYTES);
            steps.await();
        }
    }
}
