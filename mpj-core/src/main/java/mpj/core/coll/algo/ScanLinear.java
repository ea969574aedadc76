package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * From rank to rank in segments: each adds its own on the right and passes the result on, while the next segment comes
 * (the linear scan of Open MPI, as a pipeline).
 *
 * @param kind scan, or exscan where a rank's own elements are left out and rank 0 has no result
 * @param segment bytes
 */
public record ScanLinear(Kind kind, long segment) implements Algorithm {
    @Override
    public String name() {
        return Segments.name("linear", segment);
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double local = m.host().reduce((double) segment) + 2 * m.host().copy((double) segment);
        return Costs.pipeline(f, m, f.ranks() - 1, f.data(), segment, local);
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands().cut(segment);
        Schedule.Builder steps = new Schedule.Builder();
        if (t.rank() == 0) {
            first(steps, t, operands);
        } else {
            other(steps, t, operands);
        }
        return steps.build(operands, 3);
    }

    private void first(Schedule.Builder steps, Task t, Operands operands) {
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            if (t.size() > 1) {
                steps.send(1, SEND, at, n, operands.layout()).await();
            }
            if (kind == Kind.SCAN) {
                steps.copy(operands.load(at, 0, n));
                steps.copy(operands.store(0, at, n));
            }
        }
    }

    /** Results alternate between two pieces of scratch memory, of which the other is on its way meanwhile. */
    private void other(Schedule.Builder steps, Task t, Operands operands) {
        long stride = operands.stride();
        long theirs = 2 * stride;
        long result = 0;
        long before = 0;
        boolean sends = t.rank() + 1 < t.size();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            if (sends && before > 0) {
                steps.send(t.rank() + 1, SCRATCH, stride - result, before, operands.layout());
            }
            steps.receive(t.rank() - 1, SCRATCH, theirs, n, operands.layout());
            if (sends || kind == Kind.SCAN) {
                steps.copy(operands.load(at, result, n));
            }
            steps.await();
            if (kind == Kind.EXSCAN) {
                steps.copy(operands.store(theirs, at, n));
            }
            if (sends || kind == Kind.SCAN) {
                steps.reduce(theirs, result, n);
            }
            if (kind == Kind.SCAN) {
                steps.copy(operands.store(result, at, n));
            }
            before = n;
            result = stride - result;
        }
        if (sends && before > 0) {
            steps.send(t.rank() + 1, SCRATCH, stride - result, before, operands.layout());
        }
    }
}
