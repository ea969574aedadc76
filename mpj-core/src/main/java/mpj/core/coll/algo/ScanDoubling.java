package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * By recursive doubling, piece by piece, in the order of the ranks (Hillis, Steele: Data Parallel Algorithms, 1986, in
 * the form of MPICH). After the step of distance {@code bit} a rank knows the combination of its block of {@code 2 bit}
 * ranks (as far as they exist) and, as its result, of those of the block that are not above it.
 *
 * @param kind scan, or exscan where a rank's own elements are left out and rank 0 has no result
 */
public record ScanDoubling(Kind kind) implements Algorithm {
    @Override
    public String name() {
        return "doubling";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int rounds = Costs.rounds(f.ranks(), 2);
        return Costs.inPieces(
                f.data(), n -> Costs.growing(f, m, 2, n) + 2 * rounds * n * m.host().reduce(n));
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands();
        boolean inclusive = kind == Kind.SCAN;
        long stride = operands.stride();
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            // the result has a place of its own, the block's combination alternates between the two others
            if (inclusive || isAsked(t.rank(), 1, t.size())) {
                steps.copy(operands.load(at, stride, n));
            }
            if (inclusive) {
                steps.copy(operands.move(stride, 0, n));
            }
            combine(steps, t, operands, n);
            if (inclusive || t.rank() > 0) {
                steps.copy(operands.store(0, at, n));
            }
        }
        return steps.build(operands, 3);
    }

    /** Combines one piece. */
    private void combine(Schedule.Builder steps, Task t, Operands operands, long n) {
        boolean hasResult = kind == Kind.SCAN;
        long mine = operands.stride();
        for (int bit = 1; bit < t.size(); bit <<= 1) {
            int partner = t.rank() ^ bit;
            if (partner >= t.size()) {
                continue;
            }
            long theirs = 3 * operands.stride() - mine;
            boolean isAsked = isAsked(t.rank(), 2L * bit, t.size());
            if (partner > t.rank()) {
                steps.send(partner, SCRATCH, mine, n, operands.layout());
                if (isAsked) {
                    steps.receive(partner, SCRATCH, theirs, n, operands.layout());
                    steps.reduce(mine, theirs, n);
                    mine = theirs;
                }
                steps.await();
                continue;
            }
            if (isAsked(partner, 2L * bit, t.size())) {
                steps.send(partner, SCRATCH, mine, n, operands.layout());
            }
            steps.receive(partner, SCRATCH, theirs, n, operands.layout()).await();
            if (hasResult) {
                steps.reduce(theirs, 0, n);
            } else {
                steps.copy(operands.move(theirs, 0, n));
                hasResult = true;
            }
            if (isAsked) {
                steps.reduce(theirs, mine, n);
            }
        }
    }

    /** Whether some rank needs a rank's block's combination in the steps of this distance and greater ones. */
    private static boolean isAsked(int rank, long distance, int size) {
        for (long bit = distance; bit < size; bit *= 2) {
            long partner = rank ^ bit;
            if (partner < size && (partner > rank || isAsked((int) partner, 2 * bit, size))) {
                return true;
            }
        }
        return false;
    }
}
