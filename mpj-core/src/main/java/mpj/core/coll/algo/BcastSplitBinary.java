package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * One half of the data down a binary tree of one half of the ranks, the other down another, in segments; then each rank
 * swaps halves with one of the other tree (Pjesivac-Grbovic, Angskun, Bosilca, Fagg, Gabriel, Dongarra: Performance
 * Analysis of MPI Collective Operations, 2007).
 *
 * <p>Beside the root at place 0, the odd places are the one tree and the even ones the other; the root gives the second
 * half to the one odd place that may be left over.
 *
 * @param segment bytes
 */
public record BcastSplitBinary(long segment) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BCAST;
    }

    @Override
    public String name() {
        return Segments.name("split-binary", segment);
    }

    @Override
    public boolean applies(Facts f) {
        return f.ranks() > 2;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double half = f.data() / 2;
        int depth = Costs.rounds(f.ranks() / 2 + 1, 2);
        // a rank sends a segment to two children
        double second = Costs.second(f, m, half, segment);
        return Costs.pipeline(f, m, depth, half, segment, second) + m.level(f).message(half);
    }

    @Override
    public Schedule schedule(Task t) {
        Packed data = Packed.of(t);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        Team team = Team.all(t, t.root());
        if (team.place() == 0) {
            data.pack(steps);
            root(steps, team, data);
        } else {
            leaf(steps, team, data);
            data.unpack(steps);
        }
        return data.build(steps);
    }

    private void root(Schedule.Builder steps, Team team, Packed data) {
        long half = half(data);
        for (long at = 0; at < half; at += segment) {
            for (int side = 1; side <= Math.min(2, team.size() - 1); side++) {
                forward(steps, team.rank(side), data, side, at);
            }
            steps.await();
        }
        // an even number of ranks is an odd number beside the root
        if (team.size() % 2 == 0) {
            data.send(steps, team.rank(team.size() - 1), half, data.bytes() - half);
        }
        steps.await();
    }

    private void leaf(Schedule.Builder steps, Team team, Packed data) {
        int side = 2 - team.place() % 2;
        int index = (team.place() - side) / 2;
        int parent = index == 0 ? 0 : (index - 1) / 2 * 2 + side;
        for (long at = 0; at < half(data) + segment; at += segment) {
            for (int child = 2 * index + 1; at > 0 && child <= 2 * index + 2; child++) {
                int place = 2 * child + side;
                if (place < team.size()) {
                    forward(steps, team.rank(place), data, side, at - segment);
                }
            }
            data.receive(steps, team.rank(parent), start(data, side) + at, length(data, side, at));
            steps.await();
        }
        swap(steps, team, data, side);
    }

    private static void swap(Schedule.Builder steps, Team team, Packed data, int side) {
        long half = half(data);
        int partner = side == 1 ? team.place() + 1 : team.place() - 1;
        if (partner == team.size()) {
            data.receive(steps, team.rank(0), half, data.bytes() - half);
        } else if (side == 1) {
            data.send(steps, team.rank(partner), 0, half);
            data.receive(steps, team.rank(partner), half, data.bytes() - half);
        } else {
            data.send(steps, team.rank(partner), half, data.bytes() - half);
            data.receive(steps, team.rank(partner), 0, half);
        }
        steps.await();
    }

    private void forward(Schedule.Builder steps, int dest, Packed data, int side, long at) {
        data.send(steps, dest, start(data, side) + at, length(data, side, at));
    }

    /** The first half is the longer one, if any. */
    private static long half(Packed data) {
        return (data.bytes() + 1) / 2;
    }

    private static long start(Packed data, int side) {
        return side == 1 ? 0 : half(data);
    }

    /** The bytes of the segment that begins at a byte of a half. */
    private long length(Packed data, int side, long at) {
        long end = side == 1 ? half(data) : data.bytes() - half(data);
        return Math.clamp(end - at, 0, segment);
    }
}
